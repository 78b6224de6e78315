package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.GetApiKeyResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers meet when the core stops, and when its database is away.
class StoppingTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path data;

    @Test
    void aCallUnderWayMayEndBeforeTheCoreStops() throws Exception {
        var gate = new Gate();
        var core = TestCore.start(TestCore.config(data), List.of(gate));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = call(core, threads);
            gate.awaitCall();
            var stop = threads.submit(core.server()::close);
            gate.open();
            assertThat(call.get(LIMIT.toSeconds(), TimeUnit.SECONDS).hasApiKey()).isTrue();
            stop.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        }
        core.close();
    }

    @Test
    void aCallThatDoesNotEndIsCancelledAtTheLimit() throws Exception {
        var gate = new Gate();
        var timing = new CoreConfig.Timing(Duration.ofDays(1), Duration.ofSeconds(1), Duration.ofMillis(200));
        var core = TestCore.start(TestCore.config(data).with(timing), List.of(gate));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var call = call(core, threads);
            gate.awaitCall();
            core.server().close();
            gate.open();
            assertThatThrownBy(() -> call.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class).hasCauseInstanceOf(StatusRuntimeException.class);
        }
        core.close();
    }

    @Test
    void aDatabaseThatIsAwayIsSaidSo() throws SQLException {
        var url = "jdbc:h2:mem:away-" + System.nanoTime();
        var database = DatabaseConfig.of(url).withPatience(Duration.ofMillis(500));
        var storage = new CoreConfig.Storage(data, database, data.resolve("passphrase"));
        try (var core = TestCore.start(TestCore.config(data).with(storage));
                var other = DriverManager.getConnection(url);
                var statement = other.createStatement()) {
            var keys = AccountServiceGrpc.newBlockingStub(core.platform());
            statement.execute("SET EXCLUSIVE 2");
            await().atMost(LIMIT).untilAsserted(() -> assertThat(health(core)).isEqualTo(ServingStatus.NOT_SERVING));
            Failures.of(() -> keys.getApiKey(GetApiKeyRequest.getDefaultInstance())).is(Status.Code.UNAVAILABLE,
                    ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE);
        }
    }

    private static ServingStatus health(TestCore core) {
        return HealthGrpc.newBlockingStub(core.anonymous()).check(HealthCheckRequest.getDefaultInstance()).getStatus();
    }

    private static Future<GetApiKeyResponse> call(TestCore core, ExecutorService threads) {
        return threads.submit(() -> AccountServiceGrpc.newBlockingStub(core.platform())
                .getApiKey(GetApiKeyRequest.getDefaultInstance()));
    }

    /// Holds every call to the services until it is opened.
    private static final class Gate implements ServerInterceptor {
        private final CountDownLatch arrived = new CountDownLatch(1);
        private final CountDownLatch opened = new CountDownLatch(1);

        void awaitCall() throws InterruptedException {
            assertThat(arrived.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        void open() {
            opened.countDown();
        }

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
                ServerCallHandler<Q, A> next) {
            return new SimpleForwardingServerCallListener<>(next.startCall(call, headers)) {
                @Override
                public void onHalfClose() {
                    arrived.countDown();
                    try {
                        assertThat(opened.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
                    } catch (InterruptedException stopped) {
                        Thread.currentThread().interrupt();
                        return;
                    }
                    super.onHalfClose();
                }
            };
        }
    }
}
