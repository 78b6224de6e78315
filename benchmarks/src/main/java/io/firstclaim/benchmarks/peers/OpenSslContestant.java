package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Client;
import io.firstclaim.benchmarks.load.Client.Visit;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.serve.Serve;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;

/// The machine's OpenSSL, which makes handshakes and nothing else: what any server must at least do. It serves one device after the other.
///
/// @param socket
///            that all devices come through
record OpenSslContestant(Process process, DatagramSocket socket, InetSocketAddress address) implements Contestant {
    private static final String PROGRAM = "openssl";
    private static final String SUITES = "ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES128-CCM8:@SECLEVEL=0";

    /// Whether there is one here.
    static boolean isThere() {
        try {
            return new ProcessBuilder(PROGRAM, "version").redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    static OpenSslContestant start(Path folder, Maker maker) throws IOException {
        Files.createDirectories(folder);
        var ca = new Maker("Servers");
        var own = ca.devices("localhost", 1).getFirst();
        var certificate = ca.certify("localhost", own.certificate().getPublicKey(), KeyPurposeId.id_kp_serverAuth,
                List.of());
        var trusted = Files.writeString(folder.resolve(Serve.TRUSTED_FILE), maker.pem());
        var shown = Files.writeString(folder.resolve("server.pem"),
                Maker.pem("CERTIFICATE", Maker.encoded(certificate)) + ca.pem());
        var key = Files.writeString(folder.resolve("key.pem"), Maker.pem("PRIVATE KEY", own.key().getEncoded()));
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        var log = folder.resolve("server.log").toFile();
        var process = new ProcessBuilder(PROGRAM, "s_server", "-dtls1_2", "-accept",
                address.getAddress().getHostAddress() + ":" + address.getPort(), "-listen", "-cert", shown.toString(),
                "-cert_chain", shown.toString(), "-key", key.toString(), "-CAfile", trusted.toString(), "-Verify", "1",
                "-cipher", SUITES, "-no_ticket", "-mtu", "1280", "-quiet").redirectErrorStream(true)
                .redirectOutput(log).start();
        var socket = new DatagramSocket();
        socket.connect(address);
        return new OpenSslContestant(process, socket, address);
    }

    private static int freePort() throws IOException {
        try (var probe = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    @Override
    public Client client(Suite suite) {
        return new Client(address, suite, socket);
    }

    @Override
    public Visit visit() {
        return Visit.HANDSHAKE;
    }

    @Override
    public int atMost() {
        return 1;
    }

    /// It lets everyone of the maker in.
    @Override
    public void expect(List<Device> devices) {}

    @Override
    public CpuTime cpu() {
        return CpuTime.of(process.toHandle());
    }

    @Override
    public void close() {
        process.destroy();
        socket.close();
    }
}
