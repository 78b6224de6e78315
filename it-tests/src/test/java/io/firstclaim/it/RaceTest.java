package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.it.stack.EdgeCalls;
import io.firstclaim.it.stack.Gate;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.Together;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.simulator.DeviceEvent;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What happens at once, and what those are told who come second.
class RaceTest {
    private static final int MANY = 8;
    private static final Gate GATE = new Gate();

    @TempDir
    static Path folder;

    static Stack stack;

    private Tenant acme;
    private Maker maker;

    @BeforeAll
    static void start() throws Exception {
        stack = Stack.start(folder, core -> core, edge -> edge, List.of(GATE));
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @BeforeEach
    void meet() {
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
    }

    @RepeatedTest(3)
    void ofManyAccountsThatListOneIdExactlyOneWinsAndTheOthersAreToldWhy() throws Exception {
        Meter meter = maker.makes("meter-1");
        List<Tenant> tenants = IntStream.range(0, MANY).mapToObj(i -> stack.tenant("Tenant " + i)).toList();

        List<String> answers = Together.all(tenants.stream().<Callable<String>>map(tenant -> () -> {
            try {
                return tenant.enroll(meter.enrollmentId()).getAccountId();
            } catch (StatusRuntimeException refused) {
                assertThat(CoreErrors.reasonOf(refused)).isEqualTo(ErrorReason.ERROR_REASON_DUPLICATE);
                return refused.getStatus().getCode().name();
            }
        }).toList());

        List<String> winners = answers.stream().filter(answer -> answer.length() == 32).toList();
        assertThat(winners).hasSize(1);
        assertThat(answers).filteredOn(answer -> answer.equals(Status.Code.ALREADY_EXISTS.name())).hasSize(MANY - 1);
        assertThat(tenants.stream().filter(tenant -> tenant.enrollment(meter.enrollmentId()).isPresent())
                .map(Tenant::id)).isEqualTo(winners);
    }

    @RepeatedTest(3)
    void aDeviceThatIsClaimedManyTimesAtOnceIsOneDeviceWithOneGoodCredential() throws Exception {
        EdgeCalls edge = new EdgeCalls(stack.edgeChannel());
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());

        List<ClaimDeviceResponse> answers = Together
                .all(IntStream.range(0, MANY).<Callable<ClaimDeviceResponse>>mapToObj(_ -> () -> edge.claim(meter))
                        .toList());

        assertThat(answers).allMatch(ClaimDeviceResponse::hasClaimed);
        assertThat(answers.stream().map(answer -> answer.getClaimed().getDeviceId()).distinct()).hasSize(1);
        assertThat(answers).filteredOn(answer -> !answer.getClaimed().getRepeated()).hasSize(1);
        assertThat(answers).filteredOn(edge::confirm).hasSize(1);
        assertThat(acme.account().getDeviceCount()).isEqualTo(1);
    }

    @Test
    void aDeviceAndItsCloneAtOnceAreOneDevice() throws Exception {
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        Meter clone = meter.cloned(folder.resolve("clone"));

        meter.powerOn();
        clone.powerOn();

        await().atMost(Limits.STEP).until(() -> Stream.of(meter, clone)
                .allMatch(one -> one.count(DeviceEvent.Bootstrapped.class) > 0));
        await().atMost(Limits.STEP).until(() -> meter.view().registered() || clone.view().registered());
        assertThat(acme.devices()).hasSize(1);
        assertThat(acme.account().getDeviceCount()).isEqualTo(1);
    }

    @RepeatedTest(3)
    void theQuotaIsExactAndTheOthersAreToldSo() throws Exception {
        EdgeCalls edge = new EdgeCalls(stack.edgeChannel());
        int quota = 3;
        acme.mayOwn(quota);
        List<Meter> meters = enrolled(MANY);

        List<ClaimDeviceResponse> answers = Together
                .all(meters.stream().<Callable<ClaimDeviceResponse>>map(meter -> () -> edge.claim(meter)).toList());

        assertThat(answers).filteredOn(ClaimDeviceResponse::hasClaimed).hasSize(quota);
        assertThat(answers).filteredOn(ClaimDeviceResponse::hasRefused)
                .extracting(answer -> answer.getRefused().getReason())
                .containsOnly(RefusalReason.REFUSAL_REASON_ACCOUNT_DEVICE_QUOTA_REACHED).hasSize(MANY - quota);
        assertThat(acme.account().getDeviceCount()).isEqualTo(quota);
        assertThat(acme.devices()).hasSize(quota);
    }

    @Test
    void aSlotThatIsFreedAtTheEdgeOfTheQuotaIsTaken() throws Exception {
        EdgeCalls edge = new EdgeCalls(stack.edgeChannel());
        acme.mayOwn(1);
        List<Meter> meters = enrolled(2);
        assertThat(edge.claim(meters.getFirst()).hasClaimed()).isTrue();

        List<Boolean> done = Together.all(List.of(() -> {
            acme.cancel(meters.getFirst().enrollmentId());
            return true;
        }, () -> {
            await().atMost(Limits.STEP).until(() -> edge.claim(meters.getLast()).hasClaimed());
            return true;
        }));

        assertThat(done).containsOnly(true);
        assertThat(acme.devices()).singleElement()
                .satisfies(device -> assertThat(device.getEndpointName()).isEqualTo(meters.getLast().endpointName()));
        assertThat(acme.account().getDeviceCount()).isEqualTo(1);
    }

    @Test
    void ofManyDevicesWithOneNameExactlyOneGetsIt() throws Exception {
        EdgeCalls edge = new EdgeCalls(stack.edgeChannel());
        List<Meter> namesakes = IntStream.range(0, MANY).mapToObj(_ -> maker.makes("meter-1")).toList();
        namesakes.forEach(meter -> acme.enroll(meter.enrollmentId()));

        List<ClaimDeviceResponse> answers = Together
                .all(namesakes.stream().<Callable<ClaimDeviceResponse>>map(meter -> () -> edge.claim(meter)).toList());

        assertThat(answers).filteredOn(ClaimDeviceResponse::hasClaimed).hasSize(1);
        assertThat(answers).filteredOn(ClaimDeviceResponse::hasRefused)
                .extracting(answer -> answer.getRefused().getReason())
                .containsOnly(RefusalReason.REFUSAL_REASON_DUPLICATE_ENDPOINT_NAME).hasSize(MANY - 1);
    }

    @Test
    void realDevicesAtTheEdgeOfTheQuotaShowWhatTheTableSays() {
        acme.mayOwn(2);
        List<Meter> meters = enrolled(4);

        meters.forEach(Meter::powerOn);

        await().atMost(Limits.STEP)
                .until(() -> meters.stream().filter(meter -> meter.view().registered()).count() == 2);
        List<Meter> losers = meters.stream().filter(meter -> !meter.view().registered()).toList();
        assertThat(losers).hasSize(2).allSatisfy(
                meter -> assertThat(meter).shows("response-forbidden:Account device quota reached.")
                        .hasNeverBeenLetIn());
        acme.mayOwn(4);
        assertThat(meters).allSatisfy(meter -> assertThat(meter).isRegisteredTo(acme));
    }

    @Test
    void aRegisterThatOvertakesItsConfirmationIsLetInAndConfirms() {
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        GATE.close("ConfirmBootstrap");

        meter.powerOn();
        GATE.awaitCall("ConfirmBootstrap");
        assertThat(meter).isRegisteredTo(acme);
        GATE.open("ConfirmBootstrap");
        GATE.awaitNoCall("ConfirmBootstrap");

        assertThat(acme.device(meter).orElseThrow().getState()).isEqualTo(DeviceState.DEVICE_STATE_REGISTERED);
        assertThat(acme.historyOf(meter)).containsExactly(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED,
                ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED, ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED,
                ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED);
        assertThat(meter.count(DeviceEvent.Bootstrapped.class)).isEqualTo(1);
    }

    @Test
    void aCancellationBetweenClaimAndConfirmationWins() {
        EdgeCalls edge = new EdgeCalls(stack.edgeChannel());
        Meter meter = maker.makes("meter-1");
        acme.enroll(meter.enrollmentId());
        ClaimDeviceResponse claimed = edge.claim(meter);

        acme.cancel(meter.enrollmentId());

        assertThat(edge.confirm(claimed)).isFalse();
        assertThat(acme.devices()).isEmpty();
        assertThat(acme.historyOf(meter)).doesNotContain(ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED);
    }

    private List<Meter> enrolled(int count) {
        List<Meter> meters = maker.makesAll(IntStream.range(0, count).mapToObj(i -> "meter-" + i).toList());
        meters.forEach(meter -> acme.enroll(meter.enrollmentId()));
        return meters;
    }
}
