package io.firstclaim.web.enrollment;

import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc.EnrollmentServiceBlockingStub;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsResponse;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// `/v3/device-enrollments`: which devices the account claims.
public final class EnrollmentResource implements Resource {
    private static final String ALL = "/device-enrollments";
    private static final String ONE = ALL + "/{id}";
    private static final Filters FILTERS = Filters.none().id("id", "id")
            .text("enrollment_identity", "enrollment_identity").id("enrolled_device_id", "enrolled_device_id")
            .choice("state", "state", Map.of("pending", "pending", "claimed", "claimed"))
            .time("created_at", "create_time").time("expires_at", "expire_time").time("claimed_at", "claim_time")
            .refused("account_id", "etag");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("POST", ALL, this::create), Endpoint.of("GET", ALL, this::list),
                Endpoint.of("GET", ONE, this::get), Endpoint.of("DELETE", ONE, this::cancel));
    }

    /// A new line of the list.
    private record Creation(@Nullable String enrollmentIdentity) {}

    private Answer create(Call call) {
        EnrollmentServiceBlockingStub core = core(call);
        String identity = call.json(Creation.class).enrollmentIdentity();
        CreateEnrollmentRequest request = CreateEnrollmentRequest.newBuilder()
                .setEnrollmentIdentity(identity == null ? "" : identity).build();
        return Answer.created(EnrollmentBody.of(core.createEnrollment(request).getEnrollment()));
    }

    private Answer list(Call call) {
        EnrollmentServiceBlockingStub core = core(call);
        ListQuery query = ListQuery.of(call.query(), FILTERS);
        ListEnrollmentsResponse page = core.listEnrollments(ListEnrollmentsRequest.newBuilder()
                .setPageSize(query.limit()).setPageToken(query.pageToken()).setDescending(query.descending())
                .addAllConditions(query.conditions()).setIncludeTotalSize(true).build());
        return Answer.ok(ListBody.of(query, page.getNextPageToken(), page.getTotalSize(), page.getEnrollmentsList(),
                EnrollmentBody::of));
    }

    private Answer get(Call call) {
        GetEnrollmentRequest request = GetEnrollmentRequest.newBuilder().setId(call.path("id")).build();
        return Answer.ok(EnrollmentBody.of(core(call).getEnrollment(request).getEnrollment()));
    }

    private Answer cancel(Call call) {
        var _ = core(call).cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(call.path("id")).build());
        return Answer.empty();
    }

    private static EnrollmentServiceBlockingStub core(Call call) {
        return EnrollmentServiceGrpc.newBlockingStub(call.core());
    }
}
