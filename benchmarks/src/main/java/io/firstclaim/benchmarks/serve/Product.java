package io.firstclaim.benchmarks.serve;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;

/// Core and edge in one process with their defaults, as `firstclaim up` runs them.
record Product(CoreServer core, BootstrapEdge edge, Path folder) implements Served {
    /// @param jdbcUrl
    ///            of an empty PostgreSQL database; empty for H2 in the folder
    static Product start(Path folder, String jdbcUrl) throws IOException {
        var storage = CoreConfig.Storage.in(folder);
        PassphraseFile.makeIfMissing(storage.passphraseFile(), new SecureRandom());
        var config = CoreConfig.in(folder).with(new CoreConfig.Listen("localhost", 0, List.of()));
        var core = CoreServer.start(jdbcUrl.isEmpty()
                ? config
                : config.with(new CoreConfig.Storage(folder, DatabaseConfig.of(jdbcUrl), storage.passphraseFile())));
        var address = new CoreAddress("localhost", core.port());
        var identity = EdgeIdentity.join(address, core.coreCaCertificate(), core.createJoinToken().text());
        var edge = BootstrapEdge
                .start(EdgeConfig.of(address, core.coreCaCertificate(), identity).onFreeLoopbackPorts());
        return new Product(core, EdgeAlone.ready(edge), folder);
    }

    @Override
    public Map<String, String> facts() {
        return Map.of("port", Integer.toString(edge.bootstrapPort()), "core", "localhost:" + core.port(), "ca",
                CoreConfig.Storage.in(folder).coreCaFile().toString(), "key", core.firstPlatformKey().orElseThrow());
    }

    @Override
    public void close() {
        edge.close();
        core.close();
    }
}
