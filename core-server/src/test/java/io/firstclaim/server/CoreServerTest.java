package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.credential.Pem;
import io.grpc.CallOptions;
import io.grpc.Status;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CoreServerTest {
    @TempDir
    Path data;

    @Test
    void theFirstStartShowsThePlatformKeyAndLaterOnesDoNot() {
        String key;
        try (var first = TestCore.in(data)) {
            key = first.server().firstPlatformKey().orElseThrow();
        }
        try (var second = TestCore.in(data)) {
            assertThat(second.server().firstPlatformKey()).isEmpty();
            assertThat(AccountServiceGrpc.newBlockingStub(second.withKey(key))
                    .listAccounts(ListAccountsRequest.getDefaultInstance()).getAccountsList()).isEmpty();
        }
    }

    @Test
    void whatWasAcknowledgedIsThereAfterARestart() {
        String key;
        String accountId;
        try (var first = TestCore.in(data)) {
            key = first.platformKey();
            accountId = first.account("Acme").id();
        }
        try (var second = TestCore.in(data)) {
            assertThat(AccountServiceGrpc.newBlockingStub(second.withKey(key))
                    .listAccounts(ListAccountsRequest.getDefaultInstance()).getAccounts(0).getId())
                    .isEqualTo(accountId);
        }
    }

    @Test
    void twoCoresThatStartFirstOnOneDatabaseMakeOneKeyAndOneCa() {
        var shared = DatabaseConfig.inMemory("two-cores-" + System.nanoTime());
        PassphraseFile.makeIfMissing(data.resolve("passphrase"), new java.security.SecureRandom());
        try (var both = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = both.submit(() -> CoreServer.start(sharing(shared, "one")));
            var other = both.submit(() -> CoreServer.start(sharing(shared, "other")));
            try (var first = join(one); var second = join(other)) {
                assertThat(List.of(first.firstPlatformKey(), second.firstPlatformKey()))
                        .as("exactly one start shows a key").containsOnlyOnce(Optional.empty());
                assertThat(first.coreCaCertificate()).isEqualTo(second.coreCaCertificate());
                assertThat(first.serverCaCertificate()).isEqualTo(second.serverCaCertificate());
            }
        }
    }

    @Test
    void theCaCertificatesAreWrittenForClientsAndForFactories() throws Exception {
        try (var core = TestCore.in(data)) {
            assertThat(Files.readString(data.resolve("core-ca.pem")))
                    .isEqualTo(Pem.of(core.server().coreCaCertificate()));
            assertThat(Files.readString(data.resolve("server-ca.pem")))
                    .isEqualTo(Pem.of(core.server().serverCaCertificate()));
        }
    }

    @Test
    void aMissingPassphraseIsSaidPlainly() {
        assertThatThrownBy(() -> CoreServer.start(TestCore.config(data))).isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("passphrase").hasMessageContaining(data.toString());
    }

    @Test
    void aWrongPassphraseIsSaidPlainlyAndLeavesTheDatabaseFree() throws Exception {
        TestCore.in(data).close();
        var passphrase = Files.readString(data.resolve("passphrase"));
        Files.writeString(data.resolve("passphrase"), "not the one it was made with\n");
        assertThatThrownBy(() -> CoreServer.start(TestCore.config(data))).isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("passphrase");
        Files.writeString(data.resolve("passphrase"), passphrase);
        TestCore.in(data).close();
    }

    @Test
    void aPortInUseIsSaidPlainlyAndLeavesTheDatabaseFreeAndTheKeyUnmade() {
        try (var other = TestCore.in(data.resolve("other"))) {
            var mine = data.resolve("mine");
            var listen = new CoreConfig.Listen("localhost", other.server().port(), List.of());
            assertThatThrownBy(() -> TestCore.start(TestCore.config(mine).with(listen)))
                    .isInstanceOf(FirstclaimException.class)
                    .hasMessageContaining("can't listen on localhost:" + other.server().port());
            try (var later = TestCore.in(mine)) {
                assertThat(later.server().firstPlatformKey()).isPresent();
            }
        }
    }

    @Test
    void healthAndReflectionNeedNoKey() throws Exception {
        try (var core = TestCore.in(data)) {
            var health = HealthGrpc.newBlockingStub(core.anonymous());
            for (var service : Contract.SERVICES) {
                assertThat(health.check(HealthCheckRequest.newBuilder().setService(service.getName()).build())
                        .getStatus()).isEqualTo(ServingStatus.SERVING);
            }
            assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
                    .isEqualTo(ServingStatus.SERVING);
            assertThat(reflectedServices(core)).contains("firstclaim.bootstrap.v1.BootstrapService");
        }
    }

    @Test
    void bytesThatAreNoMessageAreAValidationError() {
        try (var core = TestCore.in(data)) {
            var raw = AccountServiceGrpc.getCreateAccountMethod()
                    .toBuilder(RawBytes.MARSHALLER, RawBytes.MARSHALLER).build();
            Failures.of(() -> ClientCalls.blockingUnaryCall(core.platform(), raw, CallOptions.DEFAULT,
                    new byte[]{(byte) 0xff, 1, 2, 3}))
                    .is(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR);
        }
    }

    @Test
    void aMessageThatIsTooLargeIsRefused() {
        try (var core = TestCore.in(data)) {
            var tooLarge = CreateAccountRequest.newBuilder().setDisplayName("x".repeat(2 * 1024 * 1024)).build();
            assertThat(Failures.of(() -> AccountServiceGrpc.newBlockingStub(core.platform()).createAccount(tooLarge))
                    .code()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void aClientThatTrustsAnotherCaDoesNotConnect() {
        try (var core = TestCore.in(data);
                var stranger = CoreChannel.open(new CoreAddress("localhost", core.server().port()),
                        TestFactory.named("another CA").ca(), Caller.anonymous())) {
            assertThat(Failures.of(() -> HealthGrpc.newBlockingStub(stranger.channel())
                    .withDeadlineAfter(5, TimeUnit.SECONDS).check(HealthCheckRequest.getDefaultInstance())).code())
                    .isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    @Test
    void aClosedCoreAnswersNobody() {
        var core = TestCore.in(data);
        var channel = core.anonymous();
        var address = new CoreAddress("localhost", core.server().port());
        var ca = core.server().coreCaCertificate();
        HealthGrpc.newBlockingStub(channel).check(HealthCheckRequest.getDefaultInstance());
        core.close();
        try (var late = CoreChannel.open(address, ca, Caller.anonymous())) {
            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(Failures.of(
                    () -> HealthGrpc.newBlockingStub(late.channel()).check(HealthCheckRequest.getDefaultInstance()))
                    .code()).isEqualTo(Status.Code.UNAVAILABLE));
        }
    }

    private CoreConfig sharing(DatabaseConfig database, String name) {
        return TestCore.config(data)
                .with(new CoreConfig.Storage(data.resolve(name), database, data.resolve("passphrase")));
    }

    private static CoreServer join(java.util.concurrent.Future<CoreServer> start) {
        try {
            return start.get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException failure) {
            throw new AssertionError("a core did not start", failure);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private static List<String> reflectedServices(TestCore core) throws Exception {
        var answer = new CompletableFuture<ServerReflectionResponse>();
        var call = ServerReflectionGrpc.newStub(core.anonymous())
                .serverReflectionInfo(new StreamObserver<ServerReflectionResponse>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        answer.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        answer.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {
                        answer.completeExceptionally(new IllegalStateException("no answer"));
                    }
                });
        call.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        var response = answer.get(10, TimeUnit.SECONDS);
        call.onCompleted();
        return response.getListServicesResponse().getServiceList().stream().map(service -> service.getName()).toList();
    }
}
