package io.firstclaim.benchmarks.serve;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/// The product's edge, with its defaults, at a core in another process.
record EdgeAlone(BootstrapEdge edge) implements Served {
    /// @param folder
    ///            of the core in memory, which has made an identity there
    /// @param core
    ///            where it listens
    static EdgeAlone start(Path folder, String core) throws IOException, GeneralSecurityException {
        try (var ca = Files.newInputStream(folder.resolve(MemoryCore.CA_FILE))) {
            var config = EdgeConfig.of(CoreAddress.parse(core),
                    (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(ca),
                    EdgeIdentity.load(folder));
            return new EdgeAlone(ready(BootstrapEdge.start(config.onFreeLoopbackPorts())));
        }
    }

    /// Returns the edge when it lets devices in.
    static BootstrapEdge ready(BootstrapEdge edge) {
        while (!edge.isReady()) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return edge;
    }

    @Override
    public Map<String, String> facts() {
        return Map.of("port", Integer.toString(edge.bootstrapPort()), "registration",
                Integer.toString(edge.registrationPort()));
    }

    @Override
    public void close() {
        edge.close();
    }
}
