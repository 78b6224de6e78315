package io.firstclaim.factory.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.Password;
import io.firstclaim.factory.certificate.X509;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against real TLS servers on loopback.
class PeerChainTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Duration SHORT = Duration.ofMillis(200);

    private final Issuer maker = Issuer.root("Maker");
    private final Issuer line = maker.intermediate("Line");
    private final KeyPair keys = Issuer.keys("secp256r1");
    private final X509Certificate meter = line.device("meter-1", wish -> {
        wish.keys = keys;
        wish.extended = new ExtendedKeyUsage(
                new KeyPurposeId[]{KeyPurposeId.id_kp_clientAuth, KeyPurposeId.id_kp_serverAuth});
    });

    /// A server that makes handshakes until it is closed.
    private record Server(ServerSocket socket) implements AutoCloseable {
        static Server tls(KeyPair keys, boolean clientCertificate, String version, X509Certificate... chain)
                throws GeneralSecurityException, IOException {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("own", keys.getPrivate(), new char[0], chain);
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            SSLServerSocket socket = (SSLServerSocket) context.getServerSocketFactory().createServerSocket(0, 5,
                    InetAddress.getLoopbackAddress());
            socket.setNeedClientAuth(clientCertificate);
            socket.setEnabledProtocols(new String[]{version});
            Server server = new Server(socket);
            Thread.ofVirtual().start(server::serve);
            return server;
        }

        private void serve() {
            while (!socket.isClosed()) {
                try (Socket accepted = socket.accept()) {
                    ((SSLSocket) accepted).startHandshake();
                } catch (IOException clientLeftOrServerClosed) {
                    // the next one, if there is to be one
                }
            }
        }

        String name() {
            return "127.0.0.1:" + socket.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void theChainThatAServerShowsIsTaken(String version) throws Exception {
        try (Server server = Server.tls(keys, false, version, meter, line.certificate())) {
            PeerChain chain = PeerChain.ask(server.name(), LONG);

            assertThat(chain.certificates()).containsExactly(X509.der(meter), X509.der(line.certificate()));
            ReadProduction reader = new ReadProduction(Password.none(), ReadingProgress.silent());
            reader.read(chain);
            Finding device = Intake.device(Intake.inspect(reader.production(), null, Issuer.NOW));
            assertThat(device.source()).isEqualTo("tls://" + server.name() + "#1");
            assertThat(device.remarks()).isEmpty();
        }
    }

    @Test
    void aServerThatWantsAClientCertificateHasShownItsOwn() throws Exception {
        try (Server server = Server.tls(keys, true, "TLSv1.2", meter, line.certificate())) {
            assertThat(PeerChain.ask(server.name(), LONG).certificates()).hasSize(2);
        }
    }

    @Test
    void aSelfSignedCaThatADeviceShowsIsTheDevices() throws Exception {
        Issuer alone = Issuer.root("Alone", wish -> wish.usage = null);
        try (Server server = Server.tls(alone.keys(), false, "TLSv1.3", alone.certificate())) {
            ReadProduction reader = new ReadProduction(Password.none(), ReadingProgress.silent());
            reader.read(PeerChain.ask(server.name(), LONG));
            assertThat(Intake.reasons(Intake.device(Intake.inspect(reader.production(), null, Issuer.NOW))))
                    .contains(Reason.IS_A_CA, Reason.SELF_SIGNED);
        }
    }

    @Test
    void aServerThatSaysNothingIsLeftInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            refuses("127.0.0.1:" + silent.getLocalPort(), SHORT, "showed no certificate");
        }
    }

    @Test
    void aServerThatIsNoneIsSaid() throws Exception {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        refuses("127.0.0.1:" + closed, LONG, "Connection refused");
        for (String malformed : List.of("", "host", ":1", "host:0", "host:65536", "host:x")) {
            refuses(malformed, LONG, "expected host:port");
        }
    }

    private static void refuses(String server, Duration limit, String message) {
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> PeerChain.ask(server, limit))
                .withMessageContaining(message);
    }
}
