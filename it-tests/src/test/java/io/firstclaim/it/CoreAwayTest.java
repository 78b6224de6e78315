package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.WireClient;
import io.firstclaim.it.stack.WireClient.Manners;
import io.firstclaim.simulator.DeviceEvent;
import io.firstclaim.simulator.DeviceProfile;
import java.nio.file.Path;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The core goes away and comes back, the edge stays.
class CoreAwayTest {
    private static final String UNDECIDED = "firstclaim_handshakes_total{port=\"bootstrap\",result=\"undecided\"}";
    private static final String UNKNOWN_CA = "firstclaim_handshakes_total{port=\"bootstrap\",result=\"unknown_ca\"}";

    @TempDir
    static Path folder;

    static Stack stack;
    static int trusted;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @AfterEach
    void comeBack() {
        stack.startCore();
    }

    @Test
    void devicesShowInternalError1AndClaimThemselvesWhenTheCoreIsBack() throws Exception {
        Tenant acme = stack.tenant("Acme");
        Maker maker = stack.maker("Meter maker");
        trust(acme, maker);
        Meter pelion = maker.makes("meter-1", DeviceProfile.PELION);
        Meter standard = maker.makes("meter-2", DeviceProfile.STANDARD);
        Meter raw = maker.makes("meter-3");
        acme.enroll(pelion.enrollmentId());
        acme.enroll(standard.enrollmentId());
        stopCoreWhenTheEdgeKnowsTheCa();

        pelion.powerOn();
        standard.powerOn();
        assertThat(pelion).shows("service-unavailable:Internal error #1").hasNeverBeenLetIn();
        assertThat(standard).shows("5.03 Internal error #1").hasNeverBeenLetIn();
        Response answer = WireClient.open(stack, stack.edge().bootstrapPort(), Identity.of(raw), Manners.PELION)
                .send(WireClient.request(Code.POST, "bs", "ep=meter-3"));
        assertThat(answer.getCode()).isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
        assertThat(answer.getPayloadString()).isEqualTo("Internal error #1");
        assertThat(answer.getOptions().getMaxAge()).isEqualTo(30);

        stack.startCore();
        assertThat(pelion).isRegisteredTo(acme);
        assertThat(standard).isRegisteredTo(acme);
    }

    @Test
    void awayIsNeverShownAsNotTrusted() {
        Tenant acme = stack.tenant("Acme");
        Maker known = stack.maker("Known maker");
        trust(acme, known);
        Meter first = known.makes("meter-1");
        Meter unknown = stack.maker("Unknown maker").makes("meter-2");
        first.powerOn();
        assertThat(first).shows("response-forbidden:Enrollment ID not registered.");
        stopCoreWhenTheEdgeKnowsTheCa();

        assertThat(first).shows("service-unavailable:Internal error #1");
        unknown.powerOn();
        assertThat(unknown).shows("Secure Connection Failed.").hasNeverBeenLetIn();
        assertThat(stack.count(UNDECIDED)).as("not judged untrusted").isPositive();
        assertThat(stack.count(UNKNOWN_CA)).isZero();
    }

    @Test
    void aRegisteredDeviceKeepsItsRegistrationAcrossARestartOfTheCore() throws InterruptedException {
        Tenant acme = stack.tenant("Acme");
        Maker maker = stack.maker("Meter maker");
        trust(acme, maker);
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        meter.powerOn();
        assertThat(meter).isRegisteredTo(acme);
        stack.stopCore();

        assertThat(meter.update()).isEqualTo(503);
        stack.startCore();

        assertThat(meter).isRegisteredTo(acme);
        assertThat(meter.count(DeviceEvent.Bootstrapped.class)).isEqualTo(1);
    }

    private static void trust(Tenant tenant, Maker maker) {
        tenant.trusts(maker);
        trusted++;
    }

    /// A new CA is known to every edge within a second; only what an edge knows counts while the core is away.
    private static void stopCoreWhenTheEdgeKnowsTheCa() {
        await().atMost(Limits.STEP).until(() -> stack.metric("firstclaim_trust_anchors") == trusted);
        stack.stopCore();
    }
}
