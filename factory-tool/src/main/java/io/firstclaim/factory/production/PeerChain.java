package io.firstclaim.factory.production;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.X509;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// The chain that a device shows as a TLS server (TLS 1.2 and 1.3). It is looked at and trusted for nothing: the connection ends with the handshake, and
/// no byte of anything else is sent.
///
/// @param name         what was asked, as `tls://host:port`
/// @param certificates DER, the device's own first
public record PeerChain(String name, List<byte[]> certificates) {
    /// How long the whole of it may take.
    public static final Duration TIME_LIMIT = Duration.ofSeconds(10);

    public PeerChain {
        certificates = List.copyOf(certificates);
    }

    /// Asks a server.
    ///
    /// @param server `host:port`, an IPv6 address in brackets
    /// @throws FactoryException when it can't be asked or shows no certificate in time
    public static PeerChain ask(String server, Duration limit) {
        int colon = server.lastIndexOf(':');
        String host = colon < 1 ? "" : server.substring(0, colon);
        String port = server.substring(colon + 1);
        if (host.isEmpty() || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) < 1
                || Integer.parseInt(port) > 65535) {
            throw new FactoryException(Printable.of(server) + " is no server: expected host:port");
        }
        InetSocketAddress address = new InetSocketAddress(host.replaceAll("^\\[|]$", ""), Integer.parseInt(port));
        if (address.isUnresolved()) {
            throw new FactoryException(Printable.of(server) + ": no such host");
        }
        return new PeerChain("tls://" + server, ask(server, address, limit));
    }

    private static List<byte[]> ask(String server, InetSocketAddress address, Duration limit) {
        Onlooker onlooker = new Onlooker();
        IOException failure = null;
        try (Socket plain = new Socket()) {
            CompletableFuture<@Nullable Void> inTime = new CompletableFuture<@Nullable Void>()
                    .orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
            CompletableFuture<@Nullable Void> cut = inTime.exceptionally(late -> close(plain));
            try {
                plain.connect(address, (int) limit.toMillis());
                handshake(plain, address, onlooker);
            } finally {
                inTime.complete(null);
                cut.join();
            }
        } catch (IOException failed) {
            failure = failed;
        }
        if (onlooker.shown.isEmpty()) {
            throw new FactoryException(Printable.of(server) + " showed no certificate (time limit "
                    + limit.toSeconds() + " s)"
                    + (failure == null ? "" : ": " + Printable.of(FactoryException.reason(failure))),
                    failure);
        }
        return onlooker.shown.stream().map(X509::der).toList();
    }

    private static void handshake(Socket plain, InetSocketAddress address, Onlooker onlooker)
            throws IOException {
        try (SSLSocket tls = (SSLSocket) context(onlooker).getSocketFactory().createSocket(plain,
                address.getHostString(), address.getPort(), true)) {
            tls.setEnabledProtocols(new String[]{"TLSv1.3", "TLSv1.2"});
            tls.startHandshake();
        }
    }

    private static @Nullable Void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closedAlready) {
            // then there is nothing left to end
        }
        return null;
    }

    private static SSLContext context(Onlooker onlooker) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[]{onlooker}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has TLS", e);
        }
    }

    /// Notes the chain and objects to nothing: what the chain is worth is judged later.
    private static final class Onlooker extends X509ExtendedTrustManager {
        private volatile List<X509Certificate> shown = List.of();

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            shown = Stream.of(chain).toList();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            checkServerTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new IllegalStateException("this is a client");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {
            checkClientTrusted(chain, authType);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {
            checkClientTrusted(chain, authType);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
