package io.firstclaim.server.enrollment;

import io.firstclaim.core.Page;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.enrollment.EnrollmentOutcome;
import io.firstclaim.core.enrollment.EnrollmentOutcome.Listed;
import io.firstclaim.core.enrollment.EnrollmentOutcome.NotListed;
import io.firstclaim.core.enrollment.EnrollmentWish;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsResponse;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentResult;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.ErrorReasons;
import io.firstclaim.server.call.Lists;
import io.firstclaim.server.call.Requests;
import java.util.List;

/// Enrollments as messages of the contract.
final class EnrollmentMessages {

    private EnrollmentMessages() {}

    static EnrollmentWish wish(CreateEnrollmentRequest request) {
        return new EnrollmentWish(request.getEnrollmentIdentity(), request.getRequestId());
    }

    static List<EnrollmentWish> wishes(List<CreateEnrollmentRequest> requests) {
        return requests.stream().map(EnrollmentMessages::wish).toList();
    }

    static io.firstclaim.proto.enrollment.v1.Enrollment enrollment(Enrollment enrollment) {
        var message = io.firstclaim.proto.enrollment.v1.Enrollment.newBuilder().setId(enrollment.id().toString())
                .setEtag(Requests.etagOf(enrollment.version())).setAccountId(enrollment.accountId().toString())
                .setEnrollmentIdentity(enrollment.identity().toString())
                .setCreateTime(Answers.timestamp(enrollment.createdAt()))
                .setExpireTime(Answers.timestamp(enrollment.expiresAt()));
        var claim = enrollment.claim();
        if (claim != null) {
            message.setClaimTime(Answers.timestamp(claim.claimedAt()))
                    .setEnrolledDeviceId(claim.deviceId().toString());
        }
        return message.build();
    }

    static ListRequest wanted(ListEnrollmentsRequest request) {
        var identity = Requests.enrollmentIdOrNull(request.getEnrollmentIdentity());
        var wanted = Lists.request(request.getPageSize(), request.getPageToken(), request.getConditionsList(),
                request.getDescending(), request.getIncludeTotalSize());
        return identity == null ? wanted : wanted.and(Condition.equal("enrollment_identity", identity.toString()));
    }

    static ListEnrollmentsResponse enrollments(Page<Enrollment> page) {
        return ListEnrollmentsResponse.newBuilder()
                .addAllEnrollments(page.items().stream().map(EnrollmentMessages::enrollment).toList())
                .setNextPageToken(Answers.nextPageToken(page)).setTotalSize(page.total()).build();
    }

    static BatchCreateEnrollmentsResponse results(List<EnrollmentOutcome> outcomes) {
        return BatchCreateEnrollmentsResponse.newBuilder()
                .addAllResults(outcomes.stream().map(EnrollmentMessages::result).toList()).build();
    }

    private static EnrollmentResult result(EnrollmentOutcome outcome) {
        return switch (outcome) {
            case Listed(var enrollment) -> EnrollmentResult.newBuilder().setEnrollment(enrollment(enrollment)).build();
            case NotListed(var problem) -> EnrollmentResult.newBuilder().setError(ErrorReasons.status(problem)).build();
        };
    }
}
