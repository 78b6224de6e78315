package io.firstclaim.it.stack;

import static org.awaitility.Awaitility.await;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.edge.EdgeIdentity;
import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.web.WebEdge;
import io.firstclaim.web.WebEdgeConfig;
import io.grpc.Channel;
import io.grpc.ServerInterceptor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// A core on H2 files and an edge that joined it by a token, on free ports of loopback, with real TLS and real DTLS.
public final class Stack implements Installation, AutoCloseable {
    private final Path folder;
    private CoreConfig coreConfig;
    private final List<ServerInterceptor> observers;
    private final ContractConformance conformance = new ContractConformance();
    private final CoreAddress address;
    private final String platformKey;
    private final EdgeIdentity edgeIdentity;
    private final BootstrapEdge edge;
    private final CoreChannel platform;
    private final Deque<Runnable> lent = new ArrayDeque<>();
    private final AtomicInteger makers = new AtomicInteger();
    private @Nullable CoreServer core;
    private @Nullable WebEdge web;

    /// Starts one with everything by default.
    public static Stack start(Path folder) throws IOException {
        return start(folder, core -> core, edge -> edge, List.of());
    }

    /// Starts one.
    ///
    /// @param observers see each call to the core first
    public static Stack start(Path folder, UnaryOperator<CoreConfig> core, UnaryOperator<EdgeConfig> edge,
            List<ServerInterceptor> observers) throws IOException {
        return new Stack(folder, core, edge, observers);
    }

    private Stack(Path folder, UnaryOperator<CoreConfig> coreSettings, UnaryOperator<EdgeConfig> edgeSettings,
            List<ServerInterceptor> observers) throws IOException {
        this.folder = folder;
        this.observers = new ArrayList<>(observers);
        this.observers.addFirst(conformance);
        CoreConfig anyPort = coreSettings.apply(CoreConfig.in(folder.resolve("core"))
                .with(new CoreConfig.Listen("localhost", 0, List.of())));
        PassphraseFile.makeIfMissing(anyPort.storage().passphraseFile(), new SecureRandom());
        CoreServer first = CoreServer.start(anyPort, this.observers);
        core = first;
        coreConfig = anyPort.with(new CoreConfig.Listen("localhost", first.port(), List.of()));
        address = new CoreAddress("localhost", first.port());
        platformKey = first.firstPlatformKey().orElseThrow();
        platform = CoreChannel.open(address, first.coreCaCertificate(), Caller.apiKey(platformKey));
        edgeIdentity = EdgeIdentity.join(address, first.coreCaCertificate(), first.createJoinToken().text());
        edge = BootstrapEdge.start(edgeSettings.apply(
                EdgeConfig.of(address, first.coreCaCertificate(), edgeIdentity).onFreeLoopbackPorts()
                        .withKeyPairs(16)));
        await("the edge is ready").atMost(Limits.START).until(edge::isReady);
    }

    /// A new account with an administrator, who may own 1000 devices.
    public Tenant tenant(String name) {
        return tenant(CreateAccountRequest.newBuilder().setDisplayName(name));
    }

    /// A new account that may own so many devices.
    public Tenant tenant(String name, int deviceQuota) {
        return tenant(CreateAccountRequest.newBuilder().setDisplayName(name).setDeviceQuota(deviceQuota));
    }

    /// A new factory with a CA of its own. Its name gets a number: among many CAs of one name, which the whole run would make on one stack, a device that
    /// nobody listed may stay undecided.
    public Maker maker(String name) {
        int number = makers.incrementAndGet();
        return new Maker(this, name + " " + number, folder.resolve("maker-" + number));
    }

    /// A device with a certificate that no factory of ours made; its CN is its name.
    public Meter meter(Identity identity, DeviceProfile profile) {
        String name = identity.certificate().getSubjectX500Principal().getName().substring("CN=".length());
        Path made = maker("Any maker").makes(name, profile).folder();
        identity.replaceIn(made);
        return Meter.of(this, new ProvisionedDevice(name, EnrollmentId.ofCertificate(identity.der()), made), profile);
    }

    @Override
    public AccountServiceGrpc.AccountServiceBlockingStub accounts() {
        return AccountServiceGrpc.newBlockingStub(platform.channel());
    }

    /// The platform administrator's channel.
    public Channel platform() {
        return platform.channel();
    }

    @Override
    public Channel channel(Caller caller) {
        CoreChannel opened = CoreChannel.open(address, core().coreCaCertificate(), caller);
        atEnd(opened::close);
        return opened.channel();
    }

    /// A channel with the edge's own identity, which is closed after the test.
    public Channel edgeChannel() {
        return channel(Caller.edge(edgeIdentity.chain(), edgeIdentity.key()));
    }

    /// The running core.
    public CoreServer core() {
        if (core == null) {
            throw new IllegalStateException("the core is stopped");
        }
        return core;
    }

    /// Where the core listens, also while it is stopped.
    public CoreAddress coreAddress() {
        return address;
    }

    /// The running edge.
    public BootstrapEdge edge() {
        return edge;
    }

    /// The web edge, which starts when a test first asks for it.
    public synchronized WebEdge web() {
        if (web == null) {
            try {
                web = WebEdge.start(WebEdgeConfig.of(address, core().coreCaCertificate(), folder.resolve("web"))
                        .onFreeLoopbackPorts());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return web;
    }

    /// REST as that account's administrator.
    public Rest rest(Tenant tenant) {
        return rest().as(tenant.apiKey());
    }

    /// REST as the platform administrator.
    public Rest platformRest() {
        return rest().as(platformKey);
    }

    /// The platform administrator's key.
    public String platformKey() {
        return platformKey;
    }

    /// REST as nobody.
    public Rest rest() {
        return Rest.at("http://localhost:" + web().httpPort());
    }

    /// A number among the edge's metrics.
    public double metric(String name) {
        return Metrics.find(edge.healthPort(), name).orElseThrow(() -> new AssertionError("no metric " + name));
    }

    /// A counter among the edge's metrics, which is not there as long as it is 0.
    public double count(String name) {
        return Metrics.find(edge.healthPort(), name).orElse(0);
    }

    @Override
    public String bootstrapUri() {
        return "coaps://localhost:" + edge.bootstrapPort();
    }

    @Override
    public Path serverCaFile() {
        return coreConfig.storage().serverCaFile();
    }

    /// Stops the core; the edge stays.
    public void stopCore() {
        core().close();
        core = null;
    }

    /// Has the core start on another database next time; for while it is stopped.
    public void moveTo(DatabaseConfig database) {
        CoreConfig.Storage storage = coreConfig.storage();
        coreConfig = coreConfig
                .with(new CoreConfig.Storage(storage.dataDirectory(), database, storage.passphraseFile()));
    }

    /// Where the core keeps what it knows.
    public DatabaseConfig database() {
        return coreConfig.storage().database();
    }

    /// Starts the core again, on the same port and data, unless it runs.
    public void startCore() {
        if (core == null) {
            core = CoreServer.start(coreConfig, observers);
            accounts().withWaitForReady().listAccounts(ListAccountsRequest.getDefaultInstance());
        }
    }

    @Override
    public void atEnd(Runnable close) {
        synchronized (lent) {
            lent.push(close);
        }
    }

    /// Powers off what the test used, and looks whether the core kept to its contract.
    void afterTest() {
        synchronized (lent) {
            while (!lent.isEmpty()) {
                lent.pop().run();
            }
        }
        conformance.check();
    }

    @Override
    public void close() {
        try {
            afterTest();
        } finally {
            if (web != null) {
                web.close();
            }
            platform.close();
            edge.close();
            if (core != null) {
                core.close();
            }
        }
    }
}
