package io.firstclaim.benchmarks.bulk;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.EdgeIdentity;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A [BulkCore] in a process with so much heap as a bulk job is promised to be content with.
final class CoreProcess implements AutoCloseable {
    /// Megabytes of heap.
    static final int HEAP = 256;

    private final Process process;
    private final BufferedReader said;
    private final CoreAddress address;
    private final X509Certificate coreCa;
    private final String platformKey;
    private final EdgeIdentity edge;

    /// @param folder
    ///            the core's data
    /// @param jdbcUrl
    ///            null for the embedded database in the folder
    CoreProcess(Path folder, @Nullable String jdbcUrl) throws IOException {
        var words = new ArrayList<>(List.of(
                ProcessHandle.current().info().command()
                        .orElseGet(() -> Path.of(System.getProperty("java.home"), "bin", "java").toString()),
                "-Xmx" + HEAP + "m", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
                "-cp", System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                BulkCore.class.getName(), folder.toString()));
        if (jdbcUrl != null) {
            words.add(jdbcUrl);
        }
        this.process = new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
        this.said = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        var ready = line();
        this.address = new CoreAddress("localhost", Integer.parseInt(ready[0]));
        this.platformKey = ready[1];
        this.coreCa = certificate(folder.resolve("core-ca.pem"));
        this.edge = EdgeIdentity.join(address, coreCa, ready[2]);
    }

    /// What it took.
    ///
    /// @param peakHeap
    ///            the most bytes of heap that were in use since it was asked last, garbage included
    /// @param cpuSeconds
    ///            of all its threads since its start
    record Taken(long peakHeap, double cpuSeconds) {}

    CoreChannel platform() {
        return withKey(platformKey);
    }

    CoreChannel withKey(String key) {
        return CoreChannel.open(address, coreCa, Caller.apiKey(key));
    }

    CoreChannel edge() {
        return CoreChannel.open(address, coreCa, Caller.edge(edge.chain(), edge.key()));
    }

    /// Asks it what it took.
    Taken taken() throws IOException {
        process.getOutputStream().write('\n');
        process.getOutputStream().flush();
        var words = line();
        return new Taken(Long.parseLong(words[0]), Double.parseDouble(words[1]));
    }

    private String[] line() throws IOException {
        var line = said.readLine();
        if (line == null) {
            throw new IOException("The core ended before it was ready");
        }
        return line.split(" ");
    }

    private static X509Certificate certificate(Path file) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(file)));
        } catch (GeneralSecurityException e) {
            throw new IOException(file + " holds no certificate", e);
        }
    }

    /// Its input ends, and then it does.
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        process.onExit().join();
        said.close();
    }
}
