package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.edge.core.CoreAnswer;
import io.firstclaim.edge.core.CoreAnswer.Answered;
import io.firstclaim.edge.core.CoreAnswer.Failed;
import io.firstclaim.edge.core.CoreCalls;
import io.firstclaim.edge.trust.P256;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// Of the calls for devices only some are under way at once: handshakes and requests each have their own turns.
@Timeout(60)
class CoreCallTurnsTest {
    private static final int HANDSHAKES = 40;
    private static final int REQUESTS = 60;
    private static final int MORE = 5;
    /// More handshakes than turns of both kinds.
    private static final int CROWD = 200;
    private static final Duration LONG = Duration.ofSeconds(50);
    private static final Duration SHORT = Duration.ofMillis(1500);

    private final ByteString key = ByteString.copyFrom(P256.generate().getPublic().getEncoded());
    private final CountDownLatch gate = new CountDownLatch(1);
    private final AtomicInteger held = new AtomicInteger();

    private ScriptedCore core;
    private CoreChannel channel;
    private ExecutorService threads;

    @BeforeEach
    void start() {
        core = ScriptedCore.start();
        channel = CoreChannel.open(core.address(), core.serverCa.certificate(), core.edgeIdentity().caller());
        threads = Executors.newVirtualThreadPerTaskExecutor();
    }

    @AfterEach
    void stop() {
        gate.countDown();
        core.close();
        threads.close();
        channel.close();
    }

    @Test
    void claimsBeyondTheLimitWaitAndAreAnswered() throws Exception {
        core.onClaim = request -> {
            hold();
            return core.claim(request);
        };
        CoreCalls calls = new CoreCalls(channel.channel(), LONG);
        CountDownLatch slow = new CountDownLatch(REQUESTS + MORE);
        List<Future<CoreAnswer<ClaimDeviceResponse>>> claims = start(REQUESTS + MORE,
                () -> calls.claimDevice(claim(), slow::countDown));

        assertThat(slow.await(LONG.toSeconds(), TimeUnit.SECONDS)).as("all are told that it takes longer").isTrue();
        assertThat(held).hasValue(REQUESTS);
        gate.countDown();

        for (Future<CoreAnswer<ClaimDeviceResponse>> claim : claims) {
            assertThat(claim.get()).isInstanceOf(Answered.class);
        }
        assertThat(core.claims).hasSize(REQUESTS + MORE);
    }

    @Test
    void handshakesThatTheCoreHoldsDelayNoRequest() throws Exception {
        CoreCalls calls = new CoreCalls(lasting(channel.channel()), LONG);
        List<Future<CoreAnswer<CheckHandshakeResponse>>> handshakes = holdHandshakes(calls, CROWD);

        assertThat(calls.claimDevice(claim(), () -> {})).isInstanceOf(Answered.class);
        assertThat(calls.registerDevice(RegisterDeviceRequest.getDefaultInstance(), () -> {}))
                .isInstanceOf(Answered.class);
        assertThat(calls.confirmBootstrap("intent")).isInstanceOf(Answered.class);
        assertThat(held).hasValue(HANDSHAKES);
        assertThat(handshakes.stream().filter(Future::isDone).map(Future::resultNow))
                .noneMatch(Answered.class::isInstance);
    }

    @Test
    void requestsThatTheCoreHoldsDelayNoHandshake() throws Exception {
        core.onClaim = request -> {
            hold();
            return core.claim(request);
        };
        CoreCalls calls = new CoreCalls(channel.channel(), LONG);
        start(REQUESTS + MORE, () -> calls.claimDevice(claim(), () -> {}));
        await().until(() -> held.get() == REQUESTS);

        assertThat(calls.checkHandshake(List.of())).isInstanceOf(Answered.class);
    }

    @Test
    void whoGetsNoTurnInTimeIsToldOfTheOverload() throws Exception {
        core.onClaim = request -> {
            hold();
            return core.claim(request);
        };
        CoreCalls calls = new CoreCalls(lasting(channel.channel()), SHORT);
        List<Future<CoreAnswer<ClaimDeviceResponse>>> first = start(REQUESTS,
                () -> calls.claimDevice(claim(), () -> {}));
        await().until(() -> held.get() == REQUESTS);
        holdHandshakes(calls, HANDSHAKES);

        assertOverload(calls.claimDevice(claim(), () -> {}));
        assertOverload(calls.registerDevice(RegisterDeviceRequest.getDefaultInstance(), () -> {}));
        assertOverload(calls.checkHandshake(List.of()));
        assertThat(core.registered).isEmpty();
        gate.countDown();
        for (Future<CoreAnswer<ClaimDeviceResponse>> claim : first) {
            assertThat(claim.get()).isInstanceOf(Answered.class);
        }
    }

    private List<Future<CoreAnswer<CheckHandshakeResponse>>> holdHandshakes(CoreCalls calls, int handshakes) {
        int before = held.get();
        core.onHandshake = request -> {
            hold();
            return ScriptedCore.trust();
        };
        List<Future<CoreAnswer<CheckHandshakeResponse>>> all = start(handshakes,
                () -> calls.checkHandshake(List.of()));
        await().until(() -> held.get() == before + HANDSHAKES);
        return all;
    }

    private void hold() {
        held.incrementAndGet();
        try {
            assertThat(gate.await(LONG.toSeconds(), TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private ClaimDeviceRequest claim() {
        return ClaimDeviceRequest.newBuilder().setEndpointName("meter-1").setPublicKey(key).build();
    }

    private <T> List<Future<T>> start(int times, Callable<T> call) {
        List<Future<T>> all = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            all.add(threads.submit(call));
        }
        return all;
    }

    private static void assertOverload(CoreAnswer<?> answer) {
        assertThat(answer).isInstanceOfSatisfying(Failed.class,
                failed -> assertThat(failed.reason()).isEqualTo(RefusalReason.REFUSAL_REASON_OVERLOAD));
    }

    /// A channel whose calls outlast their deadline, so that none makes room just when another stops waiting for it.
    private static Channel lasting(Channel channel) {
        return ClientInterceptors.intercept(channel, new ClientInterceptor() {
            @Override
            public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options,
                    Channel next) {
                return next.newCall(method, options.withDeadlineAfter(LONG.toSeconds(), TimeUnit.SECONDS));
            }
        });
    }
}
