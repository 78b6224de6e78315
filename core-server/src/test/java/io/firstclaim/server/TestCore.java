package io.firstclaim.server;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import io.grpc.Channel;
import io.grpc.ServerInterceptor;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// A real core on a free port with a database in a folder, and channels to it. Its close fails the test when the contract was broken.
final class TestCore implements AutoCloseable {
    private final Opened channels = new Opened();
    private final Conformance conformance = new Conformance();
    private final CoreServer server;
    private final String platformKey;

    private TestCore(CoreConfig config, List<ServerInterceptor> observers) {
        PassphraseFile.makeIfMissing(config.storage().passphraseFile(), new SecureRandom());
        var all = new ArrayList<ServerInterceptor>(observers);
        all.add(conformance);
        server = CoreServer.start(config, all);
        platformKey = server.firstPlatformKey().orElse("");
    }

    /// The first core on an empty folder.
    static TestCore in(Path data) {
        return start(config(data));
    }

    static TestCore start(CoreConfig config) {
        return start(config, List.of());
    }

    /// With interceptors around all others.
    static TestCore start(CoreConfig config, List<ServerInterceptor> observers) {
        return new TestCore(config, observers);
    }

    /// On a free port, sweeping often.
    static CoreConfig config(Path data) {
        var config = CoreConfig.in(data);
        return config.with(new CoreConfig.Listen("localhost", 0, List.of()))
                .with(new CoreConfig.Timing(Duration.ofDays(365), Duration.ofMillis(50), Duration.ofSeconds(5)));
    }

    CoreServer server() {
        return server;
    }

    String platformKey() {
        return platformKey;
    }

    Channel as(Caller caller) {
        var address = new CoreAddress("localhost", server.port());
        return channels.own(CoreChannel.open(address, server.coreCaCertificate(), caller)).channel();
    }

    Channel withKey(String key) {
        return as(Caller.apiKey(key));
    }

    Channel anonymous() {
        return as(Caller.anonymous());
    }

    Channel platform() {
        return withKey(platformKey);
    }

    /// An edge that joined.
    Channel edge() {
        var keys = TestFactory.newKeys();
        var identity = EdgeIdentityServiceGrpc.newBlockingStub(anonymous())
                .joinEdge(JoinEdgeRequest.newBuilder().setToken(server.createJoinToken().text())
                        .setCertificationRequest(TestFactory.request(keys)).build());
        return as(Caller.edge(
                identity.getCertificateChainList().stream().map(der -> certificate(der.toByteArray())).toList(),
                keys.getPrivate()));
    }

    /// A new account with an administrator and a reader.
    TestAccount account(String name) {
        var accounts = AccountServiceGrpc.newBlockingStub(platform());
        var created = accounts.createAccount(CreateAccountRequest.newBuilder().setDisplayName(name).build());
        var reader = accounts.createApiKey(CreateApiKeyRequest.newBuilder()
                .setAccountId(created.getAccount().getId()).setName("reader")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        return new TestAccount(created.getAccount().getId(), withKey(created.getApiKey()),
                withKey(reader.getKeyText()));
    }

    static X509Certificate certificate(byte[] der) {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    @Override
    public void close() {
        channels.close();
        server.close();
        conformance.assertKept();
    }
}
