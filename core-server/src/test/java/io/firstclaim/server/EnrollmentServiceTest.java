package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Status.Code;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EnrollmentServiceTest {
    private static final TestFactory MAKER = TestFactory.named("Maker CA");

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();

    private final TestAccount acme = CORE.account("Acme");
    private final TestDevice meter = MAKER.make("meter");

    @Test
    void anIdInAnyCaseIsListedInUpperCaseForAYear() {
        var wish = "A-" + meter.enrollmentIdentity().substring(2).toLowerCase(Locale.ROOT);
        var listed = acme.enrollments()
                .createEnrollment(CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(wish).build())
                .getEnrollment();
        assertThat(listed.getEnrollmentIdentity()).isEqualTo(meter.enrollmentIdentity());
        assertThat(listed.getExpireTime().getSeconds() - listed.getCreateTime().getSeconds())
                .isEqualTo(Duration.ofDays(365).toSeconds());
        assertThat(listed.hasClaimTime()).isFalse();
        assertThat(listed.getEnrolledDeviceId()).isEmpty();
        assertThat(get(listed.getId())).isEqualTo(listed);
    }

    @Test
    void whoListsFirstWins() {
        acme.enroll(meter);
        Failures.of(() -> acme.enroll(meter)).is(Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_DUPLICATE);
        Failures.of(() -> CORE.account("Other").enroll(meter)).is(Code.ALREADY_EXISTS,
                ErrorReason.ERROR_REASON_DUPLICATE);
    }

    @Test
    void aRepeatWithTheRequestIdGivesTheSameEnrollment() {
        var request = wish(meter).toBuilder().setRequestId("r-1").build();
        assertThat(acme.enrollments().createEnrollment(request))
                .isEqualTo(acme.enrollments().createEnrollment(request));
    }

    @Test
    void whatIsNoEnrollmentIdIsRefused() {
        Failures.of(() -> acme.enrollments()
                .createEnrollment(CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity("B-00").build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("enrollment_identity");
    }

    @Test
    void aBatchHasAResultForEachLineInItsOrder() {
        var other = MAKER.make("other");
        acme.enroll(other);
        var answer = acme.enrollments()
                .batchCreateEnrollments(BatchCreateEnrollmentsRequest.newBuilder().addRequests(wish(meter))
                        .addRequests(wish(other))
                        .addRequests(CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity("nonsense")).build());
        assertThat(answer.getResultsCount()).isEqualTo(3);
        assertThat(answer.getResults(0).getEnrollment().getEnrollmentIdentity())
                .isEqualTo(meter.enrollmentIdentity());
        assertThat(CoreErrors.reasonOf(answer.getResults(1).getError()))
                .isEqualTo(ErrorReason.ERROR_REASON_DUPLICATE);
        assertThat(CoreErrors.reasonOf(answer.getResults(2).getError()))
                .isEqualTo(ErrorReason.ERROR_REASON_VALIDATION_ERROR);
        assertThat(CoreErrors.fieldOf(answer.getResults(2).getError())).isEqualTo("enrollment_identity");
    }

    @Test
    void aBatchHasOneToAThousandLines() {
        Failures.of(() -> acme.enrollments()
                .batchCreateEnrollments(BatchCreateEnrollmentsRequest.getDefaultInstance()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("requests");
        var line = wish(meter);
        var full = BatchCreateEnrollmentsRequest.newBuilder().addAllRequests(Collections.nCopies(1000, line)).build();
        assertThat(acme.enrollments().batchCreateEnrollments(full).getResultsCount()).isEqualTo(1000);
        Failures.of(() -> acme.enrollments()
                .batchCreateEnrollments(full.toBuilder().addRequests(line).build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("requests");
    }

    @Test
    void theListComesPageByPageAndCanBeAskedForOneId() {
        var first = acme.enroll(meter);
        var second = acme.enroll(MAKER.make("second"));
        var page = acme.enrollments().listEnrollments(ListEnrollmentsRequest.newBuilder().setPageSize(1).build());
        assertThat(page.getEnrollmentsList()).containsExactly(first);
        var rest = acme.enrollments().listEnrollments(
                ListEnrollmentsRequest.newBuilder().setPageToken(page.getNextPageToken()).build());
        assertThat(rest.getEnrollmentsList()).containsExactly(second);
        assertThat(rest.getNextPageToken()).isEmpty();
        assertThat(acme.enrollments().listEnrollments(ListEnrollmentsRequest.newBuilder()
                .setEnrollmentIdentity(meter.enrollmentIdentity()).build()).getEnrollmentsList())
                .containsExactly(first);
    }

    @Test
    void theListCanBeNarrowedTurnedRoundAndCounted() {
        var first = acme.enroll(meter);
        var second = acme.enroll(MAKER.make("second"));
        CORE.account("Other").enroll(MAKER.make("foreign"));
        var youngest = acme.enrollments().listEnrollments(ListEnrollmentsRequest.newBuilder().setPageSize(1)
                .setDescending(true).setIncludeTotalSize(true).build());
        assertThat(youngest.getEnrollmentsList()).containsExactly(second);
        assertThat(youngest.getTotalSize()).isEqualTo(2);
        assertThat(narrowed("id", Operator.OPERATOR_NOT_IN, second.getId()).getEnrollmentsList())
                .containsExactly(first);
        assertThat(narrowed("state", Operator.OPERATOR_UNSPECIFIED, "claimed").getTotalSize()).isZero();
        assertThat(narrowed("state", Operator.OPERATOR_EQUAL, "pending").getTotalSize()).isEqualTo(2);
        assertThat(narrowed("create_time", Operator.OPERATOR_AT_MOST, "2026-01-01T00:00:00Z").getTotalSize()).isZero();
        Failures.of(() -> narrowed("account_id", Operator.OPERATOR_EQUAL, acme.id())).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("conditions");
        Failures.of(() -> narrowed("create_time", Operator.OPERATOR_CONTAINS, "2026")).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("create_time");
        Failures.of(() -> narrowed("state", Operator.UNRECOGNIZED, "claimed")).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("conditions");
    }

    private ListEnrollmentsResponse narrowed(String field, Operator operator, String value) {
        var condition = Condition.newBuilder().setField(field).addValues(value);
        return acme.enrollments().listEnrollments(ListEnrollmentsRequest.newBuilder().setIncludeTotalSize(true)
                .addConditions(operator == Operator.UNRECOGNIZED
                        ? condition.setOperatorValue(99)
                        : condition.setOperator(operator))
                .build());
    }

    @Test
    void aCancelledEnrollmentIsGoneAndItsIdIsFree() {
        var listed = acme.enroll(meter);
        cancel(listed.getId());
        Failures.of(() -> get(listed.getId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        Failures.of(() -> cancel(listed.getId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        assertThat(CORE.account("Other").enroll(meter).getId()).isNotEqualTo(listed.getId());
    }

    @Test
    void aForeignEnrollmentIsNotFound() {
        var foreign = CORE.account("Other").enroll(meter);
        Failures.of(() -> get(foreign.getId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        Failures.of(() -> cancel(foreign.getId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        assertThat(acme.enrollments().listEnrollments(ListEnrollmentsRequest.newBuilder()
                .setEnrollmentIdentity(meter.enrollmentIdentity()).build()).getEnrollmentsList()).isEmpty();
    }

    private static CreateEnrollmentRequest wish(TestDevice device) {
        return CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(device.enrollmentIdentity()).build();
    }

    private Enrollment get(String id) {
        return acme.enrollments().getEnrollment(GetEnrollmentRequest.newBuilder().setId(id).build()).getEnrollment();
    }

    private void cancel(String id) {
        var _ = acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(id).build());
    }
}
