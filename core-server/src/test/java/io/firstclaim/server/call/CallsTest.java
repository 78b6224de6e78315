package io.firstclaim.server.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceBlockingStub;
import io.firstclaim.proto.account.v1.AccountServiceGrpc.AccountServiceImplBase;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.GetAccountResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Server;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.Status;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

/// What the interceptors do around a call, with a service that does what each test wants.
class CallsTest {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private volatile Runnable work = () -> {};
    private final AtomicInteger begun = new AtomicInteger();
    private Server server;
    private ManagedChannel channel;

    @BeforeEach
    void start() throws IOException {
        var name = UUID.randomUUID().toString();
        server = InProcessServerBuilder.forName(name).executor(Executors.newVirtualThreadPerTaskExecutor())
                .addService(ServerInterceptors.interceptForward(new Service(), new RequestIds(), new ProblemStatuses(),
                        new HeldUntilTooLate(), new Admission(2)))
                .build().start();
        channel = InProcessChannelBuilder.forName(name).build();
    }

    @AfterEach
    void stop() {
        channel.shutdownNow();
        server.shutdownNow();
    }

    @Test
    void whatNobodyForesawIsAnInternalErrorThatTellsNothingButTheRequestId() {
        work = () -> {
            throw new IllegalStateException("password=hunter2");
        };
        var failure = failure();
        assertThat(failure.getStatus().getCode()).isEqualTo(Code.INTERNAL);
        assertThat(CoreErrors.reasonOf(failure)).isEqualTo(ErrorReason.ERROR_REASON_INTERNAL_SERVER_ERROR);
        assertThat(failure.getStatus().getDescription()).doesNotContain("hunter2")
                .contains(requestIdOf(failure));
    }

    @Test
    void aProblemBecomesItsStatusWithTheFieldAndTheMessage() {
        work = () -> {
            throw FirstclaimException.invalid("display_name", "'' is not a display name.");
        };
        var failure = failure();
        assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
        assertThat(failure.getStatus().getDescription()).isEqualTo("'' is not a display name.");
        assertThat(CoreErrors.fieldOf(failure)).isEqualTo("display_name");
    }

    @Test
    void aDatabaseThatIsAwayIsUnavailable() {
        work = () -> {
            throw new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "The database does not answer.");
        };
        assertThat(CoreErrors.reasonOf(failure())).isEqualTo(ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE);
    }

    @Test
    void theCallersRequestIdIsTakenOverSentBackAndLogged() {
        var logged = new AtomicReference<String>();
        work = () -> {
            logged.set(MDC.get(RequestIds.MDC_KEY));
            throw FirstclaimException.invalid("id", "no id");
        };
        assertThat(requestIdOf(failureOf(withRequestId("edge-7.bs_42")))).isEqualTo("edge-7.bs_42");
        assertThat(logged).hasValue("edge-7.bs_42");
    }

    @Test
    void aRequestIdThatCouldForgeALogLineIsReplaced() {
        work = () -> {
            throw FirstclaimException.invalid("id", "no id");
        };
        assertThat(requestIdOf(failureOf(withRequestId("x admin logged in")))).matches("[0-9a-f-]{36}");
        assertThat(requestIdOf(failureOf(withRequestId("x".repeat(65))))).matches("[0-9a-f-]{36}");
    }

    @Test
    void oneCallMoreThanTheLimitIsRefusedAtOnceAndTheNextIsNot() {
        var inside = new CountDownLatch(2);
        var goOn = new CountDownLatch(1);
        work = () -> {
            inside.countDown();
            awaitQuietly(goOn);
        };
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = callers.submit(() -> stub().getAccount(GetAccountRequest.getDefaultInstance()));
            var _ = callers.submit(() -> stub().getAccount(GetAccountRequest.getDefaultInstance()));
            awaitQuietly(inside);
            var refused = failure();
            assertThat(refused.getStatus().getCode()).isEqualTo(Code.RESOURCE_EXHAUSTED);
            assertThat(CoreErrors.reasonOf(refused)).isEqualTo(ErrorReason.ERROR_REASON_RATE_LIMIT_EXCEEDED);
            goOn.countDown();
        }
        assertThat(begun).hasValue(2);
        await().atMost(LIMIT).ignoreExceptionsInstanceOf(StatusRuntimeException.class)
                .until(() -> stub().getAccount(GetAccountRequest.getDefaultInstance()).hasAccount(), is -> !is);
        assertThat(begun).hasValueGreaterThan(2);
    }

    @Test
    void aCallWhoseDeadlineHasPassedIsNotBegun() {
        var late = new Metadata();
        late.put(HeldUntilTooLate.HOLD, "yes");
        var failure = failureOf(stub().withDeadlineAfter(100, TimeUnit.MILLISECONDS)
                .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(late)));
        assertThat(failure.getStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED);
        await().atMost(LIMIT).untilAtomic(HeldUntilTooLate.PASSED, count -> assertThat(count).isPositive());
        assertThat(begun).hasValue(0);
    }

    private AccountServiceBlockingStub stub() {
        return AccountServiceGrpc.newBlockingStub(channel);
    }

    private AccountServiceBlockingStub withRequestId(String id) {
        var headers = new Metadata();
        headers.put(RequestIds.HEADER, id);
        return stub().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }

    private StatusRuntimeException failure() {
        return failureOf(stub());
    }

    private static StatusRuntimeException failureOf(AccountServiceBlockingStub stub) {
        return catchThrowableOfType(StatusRuntimeException.class,
                () -> stub.getAccount(GetAccountRequest.getDefaultInstance()));
    }

    private static String requestIdOf(StatusRuntimeException failure) {
        return String.valueOf(Status.trailersFromThrowable(failure).get(RequestIds.HEADER));
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            assertThat(latch.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private final class Service extends AccountServiceImplBase {
        @Override
        public void getAccount(GetAccountRequest request, StreamObserver<GetAccountResponse> call) {
            begun.incrementAndGet();
            work.run();
            Answers.answer(call, GetAccountResponse.getDefaultInstance());
        }
    }

    /// Holds a call that wishes so until its deadline has passed.
    private static final class HeldUntilTooLate implements ServerInterceptor {
        static final Metadata.Key<String> HOLD = Metadata.Key.of("hold", Metadata.ASCII_STRING_MARSHALLER);
        static final AtomicInteger PASSED = new AtomicInteger();

        @Override
        public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
                ServerCallHandler<Q, A> next) {
            var listener = next.startCall(call, headers);
            return headers.containsKey(HOLD) ? held(listener) : listener;
        }

        private static <Q> ServerCall.Listener<Q> held(ServerCall.Listener<Q> listener) {
            return new SimpleForwardingServerCallListener<>(listener) {
                @Override
                public void onHalfClose() {
                    await().atMost(LIMIT).until(Context.current()::isCancelled);
                    super.onHalfClose();
                    PASSED.incrementAndGet();
                }
            };
        }
    }
}
