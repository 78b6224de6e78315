package io.firstclaim.edge;

import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.bootstrap.BootstrapSettings;
import io.firstclaim.edge.bootstrap.Conversations;
import io.firstclaim.edge.bootstrap.KeyPairPool;
import io.firstclaim.edge.coap.BootstrapResource;
import io.firstclaim.edge.coap.Doorkeeper;
import io.firstclaim.edge.coap.DtlsPort;
import io.firstclaim.edge.coap.RegistrationResource;
import io.firstclaim.edge.coap.WastedWork;
import io.firstclaim.edge.core.AnchorWatch;
import io.firstclaim.edge.core.CoreCalls;
import io.firstclaim.edge.core.CoreFirstJudge;
import io.firstclaim.edge.core.DeviceCaJudge;
import io.firstclaim.edge.core.ServerIdentity;
import io.firstclaim.edge.core.Upkeep;
import io.firstclaim.edge.core.WatchedAnchors;
import io.firstclaim.edge.health.EdgeMetrics;
import io.firstclaim.edge.health.HealthServer;
import io.firstclaim.edge.registration.RegisterDevice;
import io.firstclaim.edge.trust.PathValidation;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The process towards devices: a bootstrap port, a registration port, and health. Holds no state that a restart may not lose.
///
/// It starts while the core is away too, and then drops every datagram until it has trust anchors and a server certificate.
public final class BootstrapEdge implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapEdge.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final WatchedAnchors anchors = new WatchedAnchors();
    private final ServerIdentity identity = new ServerIdentity();
    private final DtlsPort bootstrap;
    private final DtlsPort registration;
    private final HealthServer health;

    /// Opens everything, or nothing.
    ///
    /// @throws IOException when a port can't be bound
    public static BootstrapEdge start(EdgeConfig config) throws IOException {
        return new BootstrapEdge(config);
    }

    private BootstrapEdge(EdgeConfig config) throws IOException {
        try {
            Clock clock = Clock.systemUTC();
            EdgeMetrics metrics = own(new EdgeMetrics());
            CoreChannel channel = own(CoreChannel.open(config.core(), config.coreCa(), config.identity().caller()));
            CoreCalls core = new CoreCalls(channel.channel(), config.timing().coreDeadline());
            KeyPairPool keys = own(KeyPairPool.start(config.keyPairs()));
            EdgeConfig.Listening listening = config.listening();
            WastedWork wasted = new WastedWork(config.handshakes().wastePerSource(),
                    config.handshakes().refillPerSecond(), InstantSource.system());
            Doorkeeper doorkeeper = new Doorkeeper(this::isReady, wasted);

            registration = own(DtlsPort.open(
                    new DtlsPort.Role("registration",
                            new InetSocketAddress(listening.devices(), listening.registrationPort()), true),
                    config, identity, new DeviceCaJudge(anchors, new PathValidation(clock)), doorkeeper, metrics,
                    new RegistrationResource(new RegisterDevice(core), metrics, config.limits().registrations())));
            String lwm2mUri = uri(config.publicHost(), registration.port());

            BootstrapResource bootstraps = new BootstrapResource(metrics);
            bootstrap = own(DtlsPort.open(
                    new DtlsPort.Role("bootstrap",
                            new InetSocketAddress(listening.devices(), listening.bootstrapPort()),
                            false),
                    config, identity, new CoreFirstJudge(core, anchors, new PathValidation(clock)), doorkeeper, metrics,
                    bootstraps));
            String bootstrapUri = uri(config.publicHost(), bootstrap.port());
            Conversations conversations = own(new Conversations(core, keys,
                    new BootstrapSettings(bootstrapUri, lwm2mUri,
                            config.shortServerId(), config.registrationLifetime().toSeconds()),
                    metrics,
                    config.limits().conversations()));
            bootstraps.serve(conversations);

            metrics.show("firstclaim.key.pairs.ready", "Device key pairs made ahead", keys::size);
            metrics.show("firstclaim.bootstrap.conversations", "Bootstraps that go on", conversations::size);
            metrics.show("firstclaim.sources.wasteful", "Source addresses that lately caused work in vain",
                    wasted::sources);
            metrics.show("firstclaim.trust.anchors",
                    "Maker's CAs by which handshakes are judged while the core is away",
                    () -> anchors.latest().map(told -> told.factories().size()).orElse(0));
            metrics.show("firstclaim.server.certificate.remaining.seconds",
                    "How long the certificate is still valid that devices are shown; 0 without one",
                    () -> identity.remainingSeconds(clock.instant()));
            health = own(HealthServer.start(listening.health(), listening.healthPort(), metrics, this::readiness));

            AnnounceEdgeRequest announcement = AnnounceEdgeRequest.newBuilder().setBootstrapUri(bootstrapUri)
                    .setLwm2MUri(lwm2mUri).build();
            Upkeep upkeep = own(Upkeep.start(core, identity, announcement, List.of(config.publicHost()), clock,
                    config.timing().coreRetry()));
            own(AnchorWatch.start(channel, anchors, config.timing().coreRetry(), upkeep::coreIsBack));
            LOG.info("bootstrap at {}, registration at {}, health at port {}", bootstrapUri, lwm2mUri, health.port());
        } catch (IOException | RuntimeException halfWay) {
            close();
            throw halfWay;
        }
    }

    /// The UDP port where devices bootstrap.
    public int bootstrapPort() {
        return bootstrap.port();
    }

    /// The UDP port where devices register.
    public int registrationPort() {
        return registration.port();
    }

    /// The TCP port of health and metrics.
    public int healthPort() {
        return health.port();
    }

    /// Whether devices are answered: the edge has trust anchors, and a server certificate.
    public boolean isReady() {
        return !readiness().containsValue(false);
    }

    private Map<String, Boolean> readiness() {
        return Map.of("trustAnchors", anchors.latest().isPresent(), "serverCertificate",
                identity.current().isPresent());
    }

    /// Ends what goes on, within some seconds, and closes everything, newest first.
    @Override
    public void close() {
        while (!opened.isEmpty()) {
            AutoCloseable newest = opened.pop();
            try {
                newest.close();
            } catch (Exception failed) {
                LOG.warn("{} did not close cleanly", newest.getClass().getSimpleName(), failed);
            }
        }
    }

    private <T extends AutoCloseable> T own(T resource) {
        opened.push(resource);
        return resource;
    }

    private static String uri(String host, int port) {
        return "coaps://" + host + ":" + port;
    }
}
