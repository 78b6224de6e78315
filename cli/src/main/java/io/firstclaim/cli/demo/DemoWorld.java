package io.firstclaim.cli.demo;

import com.google.protobuf.FieldMask;
import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.cli.SecretFile;
import io.firstclaim.cli.process.LocalCore;
import io.firstclaim.cli.process.LocalEdge;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import io.firstclaim.factory.BootstrapUri;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateAccountResponse;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.server.CoreConfig;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;

/// The servers of the demonstration, on free ports and in a folder of their own, and their platform administrator.
final class DemoWorld implements AutoCloseable {
    private static final String HOST = "localhost";

    private final Path folder;
    private final CoreConfig config;
    private final BootstrapEdge edge;
    private final X509Certificate coreCa;
    private final CoreChannel platform;
    private final Deque<DemoAccount> accounts = new ArrayDeque<>();
    private LocalCore core;

    private DemoWorld(Path folder, LocalCore core, CoreConfig config, BootstrapEdge edge, String platformKey) {
        this.folder = folder;
        this.core = core;
        this.config = config;
        this.edge = edge;
        this.coreCa = core.server().coreCaCertificate();
        this.platform = channel(platformKey);
    }

    /// Starts the servers.
    static DemoWorld start(Path folder) {
        CoreConfig anyPort = CoreConfig.in(folder.resolve("data")).with(new CoreConfig.Listen(HOST, 0, List.of()));
        LocalCore core = LocalCore.start(anyPort);
        try {
            String key = core.server().firstPlatformKey()
                    .orElseThrow(() -> new IllegalStateException("an empty folder makes a first start"));
            writeKey(folder, "platform", key);
            BootstrapEdge edge = LocalEdge.start(core, folder.resolve("edge"), EdgeConfig::onFreeLoopbackPorts);
            CoreConfig samePort = anyPort.with(new CoreConfig.Listen(HOST, core.address().port(), List.of()));
            return new DemoWorld(folder, core, samePort, edge, key);
        } catch (RuntimeException | Error failed) {
            core.close();
            throw failed;
        }
    }

    private CoreChannel channel(String key) {
        return CoreChannel.open(address(), coreCa, Caller.apiKey(key));
    }

    Path folder() {
        return folder;
    }

    CoreAddress address() {
        return core.address();
    }

    /// The CA file that factories and clients need.
    Path serverCaFile() {
        return config.storage().serverCaFile();
    }

    /// Where devices bootstrap.
    BootstrapUri bootstrapUri() {
        return new BootstrapUri(HOST, edge.bootstrapPort(), null);
    }

    /// Whether devices are answered.
    boolean isReady() {
        return edge.isReady();
    }

    /// Makes an account; its key goes to a file, for those who go on by hand.
    synchronized DemoAccount createAccount(String name, int quota) {
        CreateAccountResponse made = AccountServiceGrpc.newBlockingStub(platform.channel()).createAccount(
                CreateAccountRequest.newBuilder().setDisplayName(name).setDeviceQuota(quota).build());
        writeKey(folder, name, made.getApiKey());
        DemoAccount account = new DemoAccount(name, made.getAccount().getId(), channel(made.getApiKey()));
        accounts.push(account);
        return account;
    }

    /// Lets an account own that many devices.
    void setQuota(DemoAccount account, int quota) {
        update(Account.newBuilder().setId(account.id()).setDeviceQuota(quota), "device_quota");
    }

    /// Suspends an account.
    void suspend(DemoAccount account) {
        update(Account.newBuilder().setId(account.id()).setStatus(AccountStatus.ACCOUNT_STATUS_SUSPENDED), "status");
    }

    /// Lifts the suspension.
    void resume(DemoAccount account) {
        update(Account.newBuilder().setId(account.id()).setStatus(AccountStatus.ACCOUNT_STATUS_ACTIVE), "status");
    }

    private void update(Account.Builder change, String field) {
        AccountServiceGrpc.newBlockingStub(platform.channel()).withWaitForReady()
                .updateAccount(UpdateAccountRequest.newBuilder().setAccount(change)
                        .setUpdateMask(FieldMask.newBuilder().addPaths(field)).build());
    }

    /// Stops the core; the edge goes on.
    void stopCore() {
        core.close();
    }

    /// Starts the core anew on the same data and port.
    void startCore() {
        core = LocalCore.start(config);
    }

    /// For a person who wants to look around.
    void sayHowToGoOn(DemoScreen screen) {
        Path folder = folder();
        screen.line("");
        screen.line("Everything goes on until Ctrl-C. In another terminal, for example:");
        screen.line("");
        screen.line("  export FIRSTCLAIM_CORE=" + address() + " FIRSTCLAIM_CORE_CA="
                + config.storage().coreCaFile());
        screen.line("  ./firstclaim account list --api-key-file " + keyFile("platform"));
        screen.line("  ./firstclaim devices list --api-key-file " + keyFile("Acme"));
        screen.line("  ./firstclaim history --api-key-file " + keyFile("Globex"));
        screen.line("  ./firstclaim device power-on " + folder.resolve("maker/batch/devices/meter-000002"));
    }

    /// Where the key of an account, or of the `platform`, is kept.
    Path keyFile(String name) {
        return keyFile(folder, name);
    }

    private static void writeKey(Path folder, String name, String key) {
        try (SecretFile file = SecretFile.reserve(keyFile(folder, name))) {
            file.keep(key);
        }
    }

    private static Path keyFile(Path folder, String name) {
        return folder.resolve(name.toLowerCase(Locale.ROOT) + ".key");
    }

    @Override
    public void close() {
        accounts.forEach(DemoAccount::close);
        platform.close();
        edge.close();
        core.close();
    }
}
