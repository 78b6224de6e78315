package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.LeshanDevice;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Eclipse Leshan's client 2.0.0-M15 as it is published, on what our factory made.
@ExtendWith(RunningStack.class)
class LeshanClientTest {
    private final Stack stack;
    private final Tenant acme;
    private final Meter made;

    LeshanClientTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        Maker maker = stack.maker("Meter maker");
        acme.trusts(maker);
        made = maker.makes("leshan-1");
    }

    @Test
    void itIsClaimedAndRegisters() {
        acme.enroll(made.enrollmentId());

        LeshanDevice client = LeshanDevice.start(stack, made.endpointName(), Identity.of(made));

        client.awaitRegistrations(1);
        Device device = acme.device(made).orElseThrow();
        assertThat(device.getState()).isEqualTo(DeviceState.DEVICE_STATE_REGISTERED);
        assertThat(client.location()).isEqualTo("/rd/" + acme.id() + "/" + device.getId());
    }

    @Test
    void itIsToldWhyItIsRefusedAndClaimsItselfOnALaterRetry() {
        LeshanDevice client = LeshanDevice.start(stack, made.endpointName(), Identity.of(made));
        await().atMost(Limits.STEP).untilAsserted(
                () -> assertThat(client.refusals()).contains("FORBIDDEN Enrollment ID not registered."));

        acme.enroll(made.enrollmentId());

        client.awaitRegistrations(1);
        assertThat(acme.device(made)).isPresent();
    }

    @Test
    void itBootstrapsAgainWhenItsAccountAsksForIt() {
        acme.enroll(made.enrollmentId());
        LeshanDevice client = LeshanDevice.start(stack, made.endpointName(), Identity.of(made));
        client.awaitRegistrations(1);
        String deviceId = acme.device(made).orElseThrow().getId();

        acme.directory().requestBootstrap(RequestBootstrapRequest.newBuilder().setId(deviceId).build());
        client.update();

        client.awaitBootstraps(2);
        client.awaitRegistrations(2);
        assertThat(acme.device(made).orElseThrow().getId()).isEqualTo(deviceId);
        assertThat(acme.historyOf(made)).endsWith(ClaimEventType.CLAIM_EVENT_TYPE_BOOTSTRAP_REQUESTED,
                ClaimEventType.CLAIM_EVENT_TYPE_DEREGISTERED, ClaimEventType.CLAIM_EVENT_TYPE_BOOTSTRAPPED_AGAIN,
                ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED, ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED);
    }
}
