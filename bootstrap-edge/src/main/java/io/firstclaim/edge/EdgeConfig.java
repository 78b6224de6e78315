package io.firstclaim.edge;

import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreAddresses;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How an edge runs. [EdgeConfig#of] gives usable defaults for all but the first three.
///
/// @param core where the cores listen, all of one database
/// @param coreCa the CA that the core's certificate comes from
/// @param identity the edge's own identity towards the core
/// @param publicHost the host name by which devices reach this edge: it stands in the URIs that are written to them and in the edge's server
///        certificate. A name, not an address, unless all devices are told an address
/// @param listening what is bound
/// @param keyPairs how many device key pairs are kept ready
/// @param shortServerId by which devices know the LwM2M server, 1 to 65534
/// @param registrationLifetime the registration lifetime written to devices
/// @param limits what a stranger can make this edge hold
/// @param timing how long things may take
/// @param handshakes what a handshake may take of the edge, and a source address by handshakes that come to nothing
/// @param sessions how DTLS sessions are told apart from those of other edges, and kept
public record EdgeConfig(CoreAddresses core, X509Certificate coreCa, EdgeIdentity identity, String publicHost,
        Listening listening, int keyPairs, int shortServerId, Duration registrationLifetime, Limits limits,
        Timing timing, Handshakes handshakes, Sessions sessions) {

    /// The port for `coaps://` bootstrap URIs (RFC 7252, section 12.8).
    public static final int BOOTSTRAP_PORT = 5684;
    /// The registration port.
    public static final int REGISTRATION_PORT = 5784;
    /// The port for health and metrics.
    public static final int HEALTH_PORT = 9465;

    private static final int MAX_HOST_LENGTH = 253;
    /// A DNS name (RFC 1123, section 2.1) or an IPv4 address. Not an IPv6 address, which devices would have to be written in brackets.
    private static final Pattern HOST = Pattern
            .compile(
                    "[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9])?)*");
    private static final int MAX_SHORT_SERVER_ID = 65534;

    public EdgeConfig {
        if (publicHost.length() > MAX_HOST_LENGTH || !HOST.matcher(publicHost).matches()) {
            throw new IllegalArgumentException(
                    "public host: a DNS name of at most " + MAX_HOST_LENGTH + " characters, not '" + publicHost + "'");
        }
        if (keyPairs < 1) {
            throw new IllegalArgumentException("key pairs: at least 1, not " + keyPairs);
        }
        if (shortServerId < 1 || shortServerId > MAX_SHORT_SERVER_ID) {
            throw new IllegalArgumentException(
                    "short server id: 1 to " + MAX_SHORT_SERVER_ID + ", not " + shortServerId);
        }
        if (registrationLifetime.toSeconds() < 1) {
            throw new IllegalArgumentException(
                    "registration lifetime: at least one second, not " + registrationLifetime);
        }
    }

    /// What is bound. Every port may be 0 for any free one; [BootstrapEdge] tells which it became.
    ///
    /// @param devices the address of the two UDP ports
    /// @param bootstrapPort UDP, by default 5684
    /// @param registrationPort UDP, by default 5784
    /// @param health the address of the HTTP port; loopback by default, since it is for administrators
    /// @param healthPort TCP, by default 9465
    public record Listening(InetAddress devices, int bootstrapPort, int registrationPort, InetAddress health,
            int healthPort) {}

    /// What a stranger can make this edge hold.
    ///
    /// @param sessions DTLS sessions at each port; a new one beyond that replaces the one that has been silent longest
    /// @param conversations bootstraps at once; more are answered "Internal error #5"
    /// @param registrations requests at the registration port at once; more are answered 5.03
    /// @param handshakesPerSource handshakes of one address that are judged at once; more wait, since many devices may share an address
    public record Limits(int sessions, int conversations, int registrations, int handshakesPerSource) {
        public Limits {
            if (sessions < 1 || conversations < 1 || registrations < 1 || handshakesPerSource < 1) {
                throw new IllegalArgumentException("limits are at least 1");
            }
        }
    }

    /// How long things may take.
    ///
    /// @param coreDeadline of a call to the core that a device waits for
    /// @param coreRetry the longest pause between two attempts to reach the core
    /// @param coapAck how long the first acknowledgement of a write is waited for (ACK_TIMEOUT, RFC 7252, section 4.8); doubles with each try
    /// @param coapRetransmissions how often a write is sent again (MAX_RETRANSMIT)
    /// @param staleSession after how much silence a DTLS session may have to make room
    public record Timing(Duration coreDeadline, Duration coreRetry, Duration coapAck, int coapRetransmissions,
            Duration staleSession) {}

    /// What a handshake may take.
    ///
    /// @param flight how long the client's answer to a flight is waited for before it is sent again; twice as long each time. It is sent again four times,
    ///        and a handshake whose next flight has not come after 31 of these has failed
    /// @param wastePerSource how much work an address (a /64 of IPv6) may cause in vain at once, counted in signatures made or checked: 4 for a
    ///        handshake that fails or never ends, and those that were checked in search of its CA. Beyond it the address gets no answer to a
    ///        ClientHello; sessions that it has go on. A handshake under way counts until it succeeds
    /// @param refillPerSecond how much of that an address gets back each second
    public record Handshakes(Duration flight, int wastePerSource, int refillPerSecond) {
        public Handshakes {
            if (flight.toMillis() < 1 || wastePerSource < 1 || refillPerSecond < 1) {
                throw new IllegalArgumentException("handshakes: everything is at least 1");
            }
        }
    }

    /// How DTLS sessions are told apart from those of other edges, and kept.
    ///
    /// @param nodeId 0 to 255: the first byte of all connection IDs (RFC 9146) that this edge gives out, by which a balancer finds the edge that has the
    ///        session
    /// @param folder where sessions are kept while the edge restarts; null to forget them
    /// @param letGoAfter after how much silence a session is let go of that nobody needs any more, within a tenth of that time: at the bootstrap port each, at
    ///        the registration port one in which the device never said anything. Longer than a conversation may pause, which is 48 seconds by default
    public record Sessions(int nodeId, @Nullable Path folder, Duration letGoAfter) {
        /// The largest node id.
        public static final int MAX_NODE_ID = 255;
        /// Together with a tenth of it, less than a minute.
        public static final Duration LET_GO_AFTER = Duration.ofSeconds(50);

        /// Those that are let go of after the usual time.
        public Sessions(int nodeId, @Nullable Path folder) {
            this(nodeId, folder, LET_GO_AFTER);
        }

        public Sessions {
            if (nodeId < 0 || nodeId > MAX_NODE_ID) {
                throw new IllegalArgumentException("node id: 0 to " + MAX_NODE_ID + ", not " + nodeId);
            }
            if (letGoAfter.toMillis() < 1) {
                throw new IllegalArgumentException("let go after: at least a millisecond, not " + letGoAfter);
            }
        }
    }

    /// The defaults.
    public static EdgeConfig of(CoreAddress core, X509Certificate coreCa, EdgeIdentity identity) {
        return of(CoreAddresses.of(core), coreCa, identity);
    }

    /// The defaults, with several cores.
    public static EdgeConfig of(CoreAddresses core, X509Certificate coreCa, EdgeIdentity identity) {
        InetAddress everywhere = new InetSocketAddress(0).getAddress();
        return new EdgeConfig(core, coreCa, identity, "localhost",
                new Listening(everywhere, BOOTSTRAP_PORT, REGISTRATION_PORT, InetAddress.getLoopbackAddress(),
                        HEALTH_PORT),
                256, 1, Duration.ofDays(1), new Limits(50_000, 5_000, 5_000, 500),
                new Timing(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(2), 4,
                        Duration.ofMinutes(5)),
                new Handshakes(Duration.ofSeconds(2), 20_000, 200), new Sessions(0, null));
    }

    /// With another public host name.
    public EdgeConfig withPublicHost(String host) {
        return new EdgeConfig(core, coreCa, identity, host, listening, keyPairs, shortServerId, registrationLifetime,
                limits,
                timing, handshakes, sessions);
    }

    /// With other addresses and ports.
    public EdgeConfig withListening(Listening where) {
        return new EdgeConfig(core, coreCa, identity, publicHost, where, keyPairs, shortServerId, registrationLifetime,
                limits, timing, handshakes, sessions);
    }

    /// On loopback only, on free ports.
    public EdgeConfig onFreeLoopbackPorts() {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return withListening(new Listening(loopback, 0, 0, loopback, 0));
    }

    /// With another number of key pairs kept ready.
    public EdgeConfig withKeyPairs(int ready) {
        return new EdgeConfig(core, coreCa, identity, publicHost, listening, ready, shortServerId, registrationLifetime,
                limits, timing, handshakes, sessions);
    }

    /// With another registration lifetime.
    public EdgeConfig withRegistrationLifetime(Duration lifetime) {
        return new EdgeConfig(core, coreCa, identity, publicHost, listening, keyPairs, shortServerId, lifetime, limits,
                timing, handshakes, sessions);
    }

    /// With other limits.
    public EdgeConfig withLimits(Limits other) {
        return new EdgeConfig(core, coreCa, identity, publicHost, listening, keyPairs, shortServerId,
                registrationLifetime,
                other, timing, handshakes, sessions);
    }

    /// With other timing.
    public EdgeConfig withTiming(Timing other) {
        return new EdgeConfig(core, coreCa, identity, publicHost, listening, keyPairs, shortServerId,
                registrationLifetime,
                limits, other, handshakes, sessions);
    }

    /// With other bounds of handshakes.
    public EdgeConfig withHandshakes(Handshakes other) {
        return new EdgeConfig(core, coreCa, identity, publicHost, listening, keyPairs, shortServerId,
                registrationLifetime, limits, timing, other, sessions);
    }

    /// With other rules for sessions.
    public EdgeConfig withSessions(Sessions other) {
        return new EdgeConfig(core, coreCa, identity, publicHost, listening, keyPairs, shortServerId,
                registrationLifetime, limits, timing, handshakes, other);
    }
}
