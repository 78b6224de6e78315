package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.EdgeConfig.Handshakes;
import io.firstclaim.edge.EdgeConfig.Limits;
import io.firstclaim.edge.EdgeConfig.Timing;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.UndecidedChain;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.junit.jupiter.api.Test;

/// Many devices behind one address.
class HandshakeCrowdTest {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int SLOW_REFILL = 1;
    /// Until what is not answered counts as silence; the budget is not back by then.
    private static final int SECONDS = 8;

    @Test
    void moreThanAreJudgedAtOnceWaitForTheirTurn() {
        try (EdgeStack stack = EdgeStack.start(config -> patient(config).withLimits(new Limits(10, 10, 10, 1)));
                TestDevice first = stack.device("meter-1");
                TestDevice second = stack.device("meter-2")) {
            CountDownLatch gate = new CountDownLatch(1);
            AtomicInteger judging = new AtomicInteger();
            AtomicInteger most = new AtomicInteger();
            stack.core.onHandshake = request -> {
                most.accumulateAndGet(judging.incrementAndGet(), Math::max);
                awaitOpen(gate);
                judging.decrementAndGet();
                return ScriptedCore.trust();
            };

            Request one = first.post("/bs", "ep=meter-1");
            Request two = second.post("/bs", "ep=meter-2");
            first.sendOnly(one);
            second.sendOnly(two);
            await().until(() -> stack.metric("firstclaim_dtls_handshakes_pending{port=\"bootstrap\"}") == 2);
            gate.countDown();

            assertThat(first.responseTo(one).getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(second.responseTo(two).getCode()).isEqualTo(ResponseCode.CHANGED);
            assertThat(most).hasValue(1);
        }
    }

    @Test
    void whatTheCoreCouldNotDecideIsNotHeldAgainstTheirAddress() {
        assertThat(alertsBeforeSilence(CheckHandshakeResponse.getDefaultInstance(), 6)).isEqualTo(6);
    }

    @Test
    void signaturesThatWereTriedInVainAreHeldAgainstIt() {
        CheckHandshakeResponse expensive = CheckHandshakeResponse.newBuilder()
                .setUndecided(UndecidedChain.newBuilder().setSignatures(100)).build();

        assertThat(alertsBeforeSilence(expensive, 2)).isOne();
    }

    /// With a core deadline that no slow machine comes near: a judgement that is given up would let the next one begin.
    private static EdgeConfig patient(EdgeConfig config) {
        Timing timing = config.timing();
        return config.withTiming(new Timing(LONGEST, timing.coreRetry(), timing.coapAck(), timing.coapRetransmissions(),
                timing.staleSession()));
    }

    /// How many of so many devices are answered with a budget of 20.
    private static int alertsBeforeSilence(CheckHandshakeResponse answer, int devices) {
        try (EdgeStack stack = EdgeStack
                .start(config -> config.withHandshakes(new Handshakes(Duration.ofSeconds(2), 20, SLOW_REFILL)))) {
            stack.core.onHandshake = request -> answer;
            for (int i = 0; i < devices; i++) {
                try (TestDevice device = stack.device("meter-" + i)) {
                    TestDevice.Outcome outcome = device.send(device.post("/bs", "ep=meter"), SECONDS);
                    if (!(outcome.error() instanceof HandshakeException failed)) {
                        return i;
                    }
                    assertThat(failed.getAlert().getDescription()).isEqualTo(AlertDescription.INTERNAL_ERROR);
                }
            }
            return devices;
        }
    }

    private static void awaitOpen(CountDownLatch gate) {
        try {
            if (!gate.await(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nobody opened the gate");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
