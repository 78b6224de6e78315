package io.firstclaim.server;

import io.firstclaim.api.trace.Tracing;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.account.ApiKeyText;
import io.firstclaim.core.account.Authenticate;
import io.firstclaim.core.account.PlatformKey;
import io.firstclaim.core.claim.RefusalLog;
import io.firstclaim.core.credential.CreateJoinToken;
import io.firstclaim.core.credential.JoinToken;
import io.firstclaim.core.credential.SystemAuthorities;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.core.trust.ReadTrustAnchors;
import io.firstclaim.core.trust.SignatureChecks;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.persistence.Database;
import io.firstclaim.server.call.Admission;
import io.firstclaim.server.call.Authentication;
import io.firstclaim.server.call.CallMeter;
import io.firstclaim.server.call.CallTraces;
import io.firstclaim.server.call.ProblemStatuses;
import io.firstclaim.server.call.RequestIds;
import io.firstclaim.server.health.StatementSpans;
import io.firstclaim.server.trust.TrustAnchorWatch;
import io.grpc.ServerInterceptor;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A running core: the rules and their state behind one gRPC port over TLS. Any number may run on one PostgreSQL database, one on an embedded one.
public final class CoreServer implements AutoCloseable {
    /// How often the trust anchors are compared with those that the edges know; an edge has a change within a second.
    static final Duration ANCHOR_POLL = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(CoreServer.class);

    private final Opened opened;
    private final GrpcPort port;
    private final int healthPort;
    private final SystemAuthorities authorities;
    private final CreateJoinToken createJoinToken;
    private final Optional<String> firstPlatformKey;

    private CoreServer(Opened opened, GrpcPort port, int healthPort, SystemAuthorities authorities,
            CreateJoinToken createJoinToken,
            Optional<String> firstPlatformKey) {
        this.opened = opened;
        this.port = port;
        this.healthPort = healthPort;
        this.authorities = authorities;
        this.createJoinToken = createJoinToken;
        this.firstPlatformKey = firstPlatformKey;
    }

    /// Starts a core and returns when it answers. Writes the certificates of its CAs to [CoreConfig.Storage#coreCaFile()] and
    /// [CoreConfig.Storage#serverCaFile()].
    ///
    /// @throws FirstclaimException
    ///             when it can't start, with the reason for the operator: no or a wrong passphrase, a database in use, a port in use
    public static CoreServer start(CoreConfig config) {
        return start(config, List.of());
    }

    /// The same with interceptors that see each call first, and its status last.
    public static CoreServer start(CoreConfig config, List<ServerInterceptor> observers) {
        return start(config, new Observers(observers, _ -> {}));
    }

    /// The same with observers of calls and of statements.
    public static CoreServer start(CoreConfig config, Observers observers) {
        var opened = new Opened();
        try {
            return start(config, observers, opened);
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    private static CoreServer start(CoreConfig config, Observers observers, Opened opened) {
        var clock = InstantSource.system();
        var random = new SecureRandom();
        var ids = new ResourceIds(clock, random);

        var passphrase = PassphraseFile.read(config.storage().passphraseFile());
        var database = opened.own(Database.open(config.storage().database()));
        if (Tracing.isOn()) {
            database.onExecuted(StatementSpans::record);
        } else {
            database.onStatements(observers.statements());
        }
        var metrics = opened.own(CoreHealth.metrics(database));
        var transactions = database.transactions();
        var authorities = SystemAuthorities.load(transactions, passphrase, clock, random);
        Arrays.fill(passphrase, '\0');
        CaFile.write(config.storage().coreCaFile(), authorities.core().certificate());
        CaFile.write(config.storage().serverCaFile(), authorities.servers().certificate());

        var path = new TrustPath(new SignatureChecks());
        var handshakes = new CheckHandshake(transactions, path, clock);
        var refusals = opened.own(new RefusalLog(transactions, ids, clock, handshakes));
        refusals.start();
        var anchors = new TrustAnchorWatch(new ReadTrustAnchors(transactions), authorities.devices().certificate());
        var authenticate = new Authenticate(transactions);
        var events = EventWork.start(config.webhooks(), database, authorities.webhookSecrets(), authenticate, ids,
                clock, random, metrics, opened);
        var services = new Services(config, transactions, ids, clock, random, authorities, metrics);

        var tls = new CoreTls(authorities.core(), config.listen().certifiedNames(), random);
        tls.renew();
        var interceptors = new ArrayList<>(observers.calls());
        interceptors.addAll(List.of(new RequestIds(), new CallTraces(), new CallMeter(metrics), new ProblemStatuses(),
                new Admission(config.limits().maxConcurrentCalls()),
                new Authentication(authenticate)));
        var port = opened.own(GrpcPort.open(config, tls.credentials(),
                services.all(handshakes, path, refusals, anchors, events), interceptors));

        opened.own(anchors);
        opened.own(RepeatedTask.start("trust-anchor-watch", ANCHOR_POLL, () -> watch(anchors, port)));
        events.openStreams(opened);
        opened.own(EnrollmentJobWorker.start(services.runEnrollmentJobs(), metrics));
        opened.own(RepeatedTask.start("certificate-renewal", CoreTls.RENEWAL, tls::renew));
        var sweeper = opened.own(Sweeper.of(transactions, ids, clock, config));
        opened.own(RepeatedTask.start("sweeper", config.timing().sweepEvery(), sweeper));
        var health = CoreHealth.open(config.health(), metrics, port, opened);
        // Last of all: a start that fails would take the key with it, which nobody has seen then.
        var firstPlatformKey = new PlatformKey(transactions, ids, random, clock).createFirst();
        port.serving(true);
        // What is opened last is closed first.
        opened.own(port::announceEnd);
        LOG.info("The core listens on {}:{}", config.listen().host(), port.port());
        return new CoreServer(opened, port, health, authorities, services.createJoinToken(),
                firstPlatformKey.map(ApiKeyText::reveal));
    }

    /// The watch asks the database anyway; what it meets is what health checks are told.
    private static void watch(TrustAnchorWatch anchors, GrpcPort port) {
        try {
            anchors.refresh();
            port.serving(true);
        } catch (FirstclaimException away) {
            port.serving(false);
            throw away;
        }
    }

    /// The port that it listens on.
    public int port() {
        return port.port();
    }

    /// The port of health and metrics; -1 when there is none.
    public int healthPort() {
        return healthPort;
    }

    /// The CA by which clients and edges know the core.
    public X509Certificate coreCaCertificate() {
        return authorities.core().certificate();
    }

    /// The CA by which devices know the servers that they meet.
    public X509Certificate serverCaCertificate() {
        return authorities.servers().certificate();
    }

    /// The platform administrator's key, a secret, if this start was the first on its database. It is known here only: show it once.
    public Optional<String> firstPlatformKey() {
        return firstPlatformKey;
    }

    /// Makes a token for an edge that runs in this process, so that nobody has to carry one over.
    public JoinToken createJoinToken() {
        return createJoinToken.create(CreateJoinToken.DEFAULT_LIFETIME);
    }

    /// Stops: says so to health checks, ends the work beside the calls and then the streams, tells clients to go elsewhere, lets calls under way end within
    /// the limit, and closes the database.
    @Override
    public void close() {
        opened.close();
    }
}
