package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.EdgeConfig.Sessions;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.RefusedDevice;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import io.firstclaim.proto.claim.v1.RefusalReason;
import java.time.Duration;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;

/// What becomes of sessions that nobody needs any more. The silence is shorter than in earnest; the longest wait is not.
class SessionRulesTest {

    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final String AT_BOOTSTRAP = "firstclaim_dtls_sessions{port=\"bootstrap\"}";
    private static final String AT_REGISTRATION = "firstclaim_dtls_sessions{port=\"registration\"}";

    private static EdgeStack start() {
        return EdgeStack.start(config -> config.withSessions(new Sessions(0, null, SILENCE)));
    }

    @Test
    void aSessionIsLetGoOfAfterItsBootstrap() {
        try (EdgeStack stack = start(); TestDevice device = stack.device("meter-1")) {
            assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            await().until(device::isFinished);
            assertThat(stack.metric(AT_BOOTSTRAP)).isEqualTo(1);

            await().until(() -> stack.metric(AT_BOOTSTRAP) == 0);
        }
    }

    @Test
    void aSessionIsLetGoOfAfterARefusal() {
        try (EdgeStack stack = start(); TestDevice device = stack.device("meter-1")) {
            stack.core.onClaim = request -> ClaimDeviceResponse.newBuilder().setRefused(RefusedDevice.newBuilder()
                    .setReason(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED)).build();
            assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().isSuccess()).isFalse();
            assertThat(stack.metric(AT_BOOTSTRAP)).isEqualTo(1);

            await().until(() -> stack.metric(AT_BOOTSTRAP) == 0);
        }
    }

    @Test
    void aHandshakeThatIsRefusedLeavesNothing() {
        try (EdgeStack stack = EdgeStack.start(); TestDevice device = stack.device("meter-1")) {
            stack.core.onHandshake = request -> ScriptedCore
                    .distrust(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
            assertThat(device.send(device.post("/bs", "ep=meter-1")).error()).isNotNull();

            await().until(
                    () -> stack.metric("firstclaim_dtls_handshakes_total{end=\"unknown_ca\",port=\"bootstrap\"}") == 1);
            await().until(() -> stack.metric(AT_BOOTSTRAP) == 0);
        }
    }

    @Test
    void aRegisteredDeviceMayBeSilent() {
        try (EdgeStack stack = start();
                TestDevice registered = stack.claimedDevice();
                TestDevice later = stack.device("meter-2")) {
            assertThat(registered.send(registered.post("/rd", "ep=meter-1", "lt=60")).answered().getCode())
                    .isEqualTo(ResponseCode.CREATED);
            assertThat(later.send(later.post("/bs", "ep=meter-2")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
            await().until(later::isFinished);
            await().until(() -> stack.metric(AT_BOOTSTRAP) == 0);

            assertThat(stack.metric(AT_REGISTRATION)).isEqualTo(1);
            String location = "/rd/" + ScriptedCore.ACCOUNT + "/" + ScriptedCore.DEVICE;
            assertThat(registered.send(registered.post(location)).answered().getCode()).isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void aSessionThatTheDeviceClosesIsGoneAtEitherPort() {
        try (EdgeStack stack = start(); TestDevice device = stack.claimedDevice()) {
            assertThat(device.send(device.post("/rd", "ep=meter-1", "lt=60")).answered().getCode())
                    .isEqualTo(ResponseCode.CREATED);
            assertThat(stack.metric(AT_REGISTRATION)).isEqualTo(1);

            device.closeSession();

            await().until(() -> stack.metric(AT_REGISTRATION) == 0);
        }
    }
}
