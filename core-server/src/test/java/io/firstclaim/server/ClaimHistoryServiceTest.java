package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.Refusal;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClaimHistoryServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();
    private final Claims edge = new Claims(BootstrapServiceGrpc.newBlockingStub(CORE.edge()));

    private final TestAccount acme = CORE.account("Acme");
    private final TestFactory maker = TestFactory.named("Maker CA");
    private final TestDevice meter = maker.make("meter");

    @Test
    void everyChangeIsInTheHistoryInItsOrderAndOutlivesTheDevice() {
        acme.trust(maker);
        var enrollment = acme.enroll(meter);
        var claimed = edge.claimed(meter);
        edge.confirm(claimed);
        edge.register(meter, claimed);
        acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment.getId()).build());
        var events = events(ListClaimEventsRequest.newBuilder());
        assertThat(events).extracting(ClaimEvent::getType).containsExactly(
                ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED, ClaimEventType.CLAIM_EVENT_TYPE_CLAIMED,
                ClaimEventType.CLAIM_EVENT_TYPE_CONFIRMED, ClaimEventType.CLAIM_EVENT_TYPE_REGISTERED,
                ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED);
        assertThat(events).extracting(ClaimEvent::getId).isSorted();
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getAccountId()).isEqualTo(acme.id());
            assertThat(event.getEnrollmentIdentity()).isEqualTo(meter.enrollmentIdentity());
        });
        assertThat(events(ListClaimEventsRequest.newBuilder().setDeviceId(claimed.getDeviceId()))).hasSize(4);
        assertThat(events(ListClaimEventsRequest.newBuilder()
                .setEnrollmentIdentity(maker.make("other").enrollmentIdentity()))).isEmpty();
    }

    @Test
    void theHistoryComesPageByPage() {
        acme.enroll(meter);
        acme.enroll(maker.make("second"));
        var first = acme.history().listClaimEvents(ListClaimEventsRequest.newBuilder().setPageSize(1).build());
        assertThat(first.getEventsList()).hasSize(1);
        var rest = acme.history().listClaimEvents(
                ListClaimEventsRequest.newBuilder().setPageToken(first.getNextPageToken()).build());
        assertThat(rest.getEventsList()).hasSize(1).doesNotContainAnyElementsOf(first.getEventsList());
        assertThat(rest.getNextPageToken()).isEmpty();
    }

    @Test
    void theHistoryCanBeReadFromAPositionOfSomeTypesAndTheYoungestFirst() {
        acme.trust(maker);
        acme.enroll(meter);
        edge.claimed(meter);
        acme.enroll(maker.make("second"));
        assertThat(positions(ListClaimEventsRequest.newBuilder().setAfterPosition(1))).containsExactly(2L, 3L);
        assertThat(positions(ListClaimEventsRequest.newBuilder().setDescending(true))).containsExactly(3L, 2L, 1L);
        assertThat(positions(ListClaimEventsRequest.newBuilder().setAfterPosition(1).setDescending(true)
                .addTypes(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED))).containsExactly(3L);
        var first = ListClaimEventsRequest.newBuilder().setDescending(true).setPageSize(2);
        var token = acme.history().listClaimEvents(first.build()).getNextPageToken();
        assertThat(positions(first.setPageToken(token))).containsExactly(1L);
    }

    @Test
    void whatIsNoPositionIsRefused() {
        Failures.of(() -> events(ListClaimEventsRequest.newBuilder().setAfterPosition(-1)))
                .is(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("after_position");
        Failures.of(() -> events(ListClaimEventsRequest.newBuilder().setPageToken("x")))
                .is(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("page_token");
        Failures.of(
                () -> events(ListClaimEventsRequest.newBuilder().addTypes(ClaimEventType.CLAIM_EVENT_TYPE_UNSPECIFIED)))
                .is(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("types");
    }

    private List<Long> positions(ListClaimEventsRequest.Builder request) {
        return events(request).stream().map(ClaimEvent::getPosition).toList();
    }

    @Test
    void aRefusedDeviceIsOneLineWithACount() {
        acme.enroll(meter);
        edge.claim(meter);
        edge.claim(meter);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(refusals(ListRefusalsRequest.newBuilder()))
                .singleElement().satisfies(refusal -> {
                    assertThat(refusal.getReason())
                            .isEqualTo(RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
                    assertThat(refusal.getCount()).isEqualTo(2);
                    assertThat(refusal.getEndpointName()).isEqualTo("meter");
                    assertThat(refusal.getEnrollmentIdentity()).isEqualTo(meter.enrollmentIdentity());
                }));
    }

    @Test
    void whoOnlyTrustsTheMakerSeesARefusalByItsExactIdOnly() {
        acme.trust(maker);
        edge.claim(meter);
        var exact = ListRefusalsRequest.newBuilder().setEnrollmentIdentity(meter.enrollmentIdentity());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(refusals(exact)).extracting(Refusal::getReason)
                .containsExactly(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED));
        assertThat(refusals(ListRefusalsRequest.newBuilder())).isEmpty();
        assertThat(CORE.account("Other").history().listRefusals(exact.build()).getRefusalsList()).isEmpty();
    }

    private List<ClaimEvent> events(ListClaimEventsRequest.Builder request) {
        return acme.history().listClaimEvents(request.build()).getEventsList();
    }

    private List<Refusal> refusals(ListRefusalsRequest.Builder request) {
        return acme.history().listRefusals(request.build()).getRefusalsList();
    }
}
