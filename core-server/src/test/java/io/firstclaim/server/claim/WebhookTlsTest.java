package io.firstclaim.server.claim;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.firstclaim.core.claim.WebhookUrl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A receiver has to prove its name by a certificate that the system trusts.
class WebhookTlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final AtomicInteger requests = new AtomicInteger();

    @TempDir
    private Path folder;

    @Test
    void aReceiverWithATrustedCertificateOfItsNameGetsTheEvent() throws Exception {
        var itself = keys("localhost");
        assertThat(post(itself, context(itself))).isNull();
        assertThat(requests).hasValue(1);
    }

    @Test
    void aTrustedCertificateOfAnotherNameIsNone() throws Exception {
        var another = keys("receiver.example");
        assertThat(post(another, context(another))).startsWith("TLS failed").contains("localhost");
        assertThat(requests).hasValue(0);
    }

    @Test
    void aCertificateThatNobodyTrustsIsNone() throws Exception {
        assertThat(post(keys("localhost"), SSLContext.getDefault())).startsWith("TLS failed");
        assertThat(requests).hasValue(0);
    }

    private @Nullable String post(KeyStore receiver, SSLContext trust) throws IOException, GeneralSecurityException {
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(receiver)));
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.start();
        try (var sender = new WebhookSender(new PermittedAddresses(_ -> loopback(), true), InstantSource.system(),
                Duration.ofSeconds(10), 1, trust)) {
            return sender.post(WebhookSenderTest
                    .delivery(new WebhookUrl("https://localhost:" + server.getAddress().getPort() + "/")));
        } finally {
            server.stop(0);
        }
    }

    private static InetAddress[] loopback() {
        return new InetAddress[]{InetAddress.getLoopbackAddress()};
    }

    /// A context that has the keys, and trusts their certificate.
    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        var context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trusted.getTrustManagers(), null);
        return context;
    }

    /// A key with a certificate of its own for the name.
    private KeyStore keys(String name) throws Exception {
        var file = folder.resolve(name + ".p12");
        var made = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair", "-alias", "receiver", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:" + name,
                "-storetype", "PKCS12", "-keystore", file.toString(), "-storepass", new String(PASSWORD))
                .redirectErrorStream(true).redirectOutput(folder.resolve("keytool.log").toFile()).start();
        assertThat(made.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(made.exitValue()).as("keytool").isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }
}
