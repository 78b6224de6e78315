package io.firstclaim.web;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// How a web edge runs. [WebEdgeConfig#of] gives usable defaults for all but the first two and the folder of the development certificate.
///
/// @param core where the cores listen, all of one database
/// @param coreCa the CA that the core's certificate comes from
/// @param listening what is bound
/// @param tls by which certificate clients know this server
/// @param publicUrl scheme, host and port by which clients reach this server, where it stands behind another; null to go by what each client used
/// @param limits what a stranger can make this server hold
/// @param timing how long things may take
/// @param sessions of the portal
public record WebEdgeConfig(CoreAddresses core, X509Certificate coreCa, Listening listening, Tls tls,
        @Nullable URI publicUrl, Limits limits, Timing timing, Sessions sessions) {

    /// The port for HTTP.
    public static final int HTTP_PORT = 8080;
    /// The port for HTTPS.
    public static final int HTTPS_PORT = 8443;
    /// The port for health and metrics.
    public static final int HEALTH_PORT = 9466;

    public WebEdgeConfig {
        if (publicUrl != null && !isOrigin(publicUrl)) {
            throw new IllegalArgumentException(
                    "public URL: http:// or https://, a host and perhaps a port, and nothing more, not '" + publicUrl
                            + "'");
        }
    }

    private static boolean isOrigin(URI url) {
        boolean isWeb = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        return isWeb && url.getHost() != null && url.getRawUserInfo() == null && url.getRawQuery() == null
                && url.getRawFragment() == null && url.getRawPath().isEmpty();
    }

    /// What is bound. Every port may be 0 for any free one; [WebEdge] tells which it became.
    ///
    /// @param address of the HTTP and the HTTPS port; loopback by default, since administrators use them
    /// @param httpPort TCP, by default 8080
    /// @param httpsPort TCP, by default 8443
    /// @param health the address of the health port; loopback by default
    /// @param healthPort TCP, by default 9466
    public record Listening(InetAddress address, int httpPort, int httpsPort, InetAddress health, int healthPort) {}

    /// By which certificate clients know this server: PEM files, or one that is made for development.
    ///
    /// @param certificate the chain, leaf first; null for the development certificate
    /// @param key its key, unencrypted; null together with the certificate
    /// @param folder where the development certificate is kept
    public record Tls(@Nullable Path certificate, @Nullable Path key, Path folder) {
        public Tls {
            if ((certificate == null) != (key == null)) {
                throw new IllegalArgumentException("a TLS certificate and its key come together");
            }
        }

        /// A self-signed certificate for `localhost` and `127.0.0.1`, made once and kept in a folder.
        public static Tls development(Path folder) {
            return new Tls(null, null, folder);
        }
    }

    /// What a stranger can make this server hold.
    ///
    /// @param requests worked on at once; more are answered 429
    /// @param streams of events written at once; more are answered 429
    /// @param connections open at each port; more wait until one is closed
    /// @param headerBytes of a request; more is answered 431
    /// @param lineBytes of a request's first line; more is answered 414
    public record Limits(int requests, int streams, int connections, int headerBytes, int lineBytes) {
        public Limits {
            if (requests < 1 || streams < 1 || connections < 1 || headerBytes < 1 || lineBytes < 1) {
                throw new IllegalArgumentException("limits are at least 1");
            }
        }
    }

    /// How long things may take.
    ///
    /// @param body the body of a request to arrive, if it is small; a large one has a second more for each 64 KiB; later is answered 408
    /// @param strangersBody the body of a request to arrive from someone whom the core does not know
    /// @param silence for the headers of a request and for each piece of an answer to be taken, and of a connection that waits for its next one
    /// @param stop requests under way when the server is told to stop
    public record Timing(Duration body, Duration strangersBody, Duration silence, Duration stop) {
        public Timing {
            if (body.toMillis() < 1 || strangersBody.toMillis() < 1 || silence.toMillis() < 1 || stop.toMillis() < 1) {
                throw new IllegalArgumentException("times are at least a millisecond");
            }
        }
    }

    /// Of the portal.
    ///
    /// @param keyFile 32 bytes in base64, the same for all web edges behind one name; null for a key of this process: a restart ends all sessions
    /// @param lifetime of a session
    public record Sessions(@Nullable Path keyFile, Duration lifetime) {
        public Sessions {
            if (lifetime.toSeconds() < 1) {
                throw new IllegalArgumentException("sessions last at least a second");
            }
        }
    }

    /// The defaults.
    ///
    /// @param folder where the development certificate is kept
    public static WebEdgeConfig of(CoreAddress core, X509Certificate coreCa, Path folder) {
        return of(CoreAddresses.of(core), coreCa, folder);
    }

    /// The defaults, with several cores.
    ///
    /// @param folder where the development certificate is kept
    public static WebEdgeConfig of(CoreAddresses core, X509Certificate coreCa, Path folder) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return new WebEdgeConfig(core, coreCa, new Listening(loopback, HTTP_PORT, HTTPS_PORT, loopback, HEALTH_PORT),
                Tls.development(folder), null, new Limits(256, 1_000, 2_000, 16 * 1024, 8 * 1024),
                new Timing(Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofSeconds(60),
                        Duration.ofSeconds(10)),
                new Sessions(null, Duration.ofHours(8)));
    }

    /// With other addresses and ports.
    public WebEdgeConfig with(Listening changed) {
        return new WebEdgeConfig(core, coreCa, changed, tls, publicUrl, limits, timing, sessions);
    }

    /// On loopback only, on free ports.
    public WebEdgeConfig onFreeLoopbackPorts() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return with(new Listening(loopback, 0, 0, loopback, 0));
    }

    /// With another certificate.
    public WebEdgeConfig with(Tls changed) {
        return new WebEdgeConfig(core, coreCa, listening, changed, publicUrl, limits, timing, sessions);
    }

    /// With another public URL.
    public WebEdgeConfig withPublicUrl(@Nullable URI changed) {
        return new WebEdgeConfig(core, coreCa, listening, tls, changed, limits, timing, sessions);
    }

    /// With other limits.
    public WebEdgeConfig with(Limits changed) {
        return new WebEdgeConfig(core, coreCa, listening, tls, publicUrl, changed, timing, sessions);
    }

    /// With other times.
    public WebEdgeConfig with(Timing changed) {
        return new WebEdgeConfig(core, coreCa, listening, tls, publicUrl, limits, changed, sessions);
    }

    /// With other sessions.
    public WebEdgeConfig with(Sessions changed) {
        return new WebEdgeConfig(core, coreCa, listening, tls, publicUrl, limits, timing, changed);
    }
}
