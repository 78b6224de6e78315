package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsResponse;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListBody;
import io.firstclaim.web.listing.ListQuery;
import java.util.List;

/// `/v3/device-enrollment-denials`: which devices were turned away, and what to do about it.
public final class DenialResource implements Resource {
    private static final String IDENTITY = "enrollment_identity";
    private static final Filters FILTERS = Filters.none().id("id", "id").text("endpoint_name", "endpoint_name")
            .text(IDENTITY, IDENTITY)
            .id("trusted_certificate_id", "trusted_certificate_id")
            .choice("reason", "reason", ReasonNames.all()).time("created_at", "first_seen_time")
            .time("first_seen_at", "first_seen_time").time("last_seen_at", "last_seen_time");

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", "/device-enrollment-denials", DenialResource::list));
    }

    private static Answer list(Call call) {
        var core = ClaimHistoryServiceGrpc.newBlockingStub(call.core());
        ListQuery query = ListQuery.of(call.query(), FILTERS);
        List<Condition> others = query.conditions().stream()
                .filter(condition -> !condition.getField().equals(IDENTITY)).toList();
        ListRefusalsResponse page = core.listRefusals(ListRefusalsRequest.newBuilder().setPageSize(query.limit())
                .setPageToken(query.pageToken()).setDescending(query.descending())
                .setEnrollmentIdentity(identity(query.conditions())).addAllConditions(others)
                .setIncludeTotalSize(true).build());
        return Answer.ok(ListBody.of(query, page.getNextPageToken(), page.getTotalSize(), page.getRefusalsList(),
                DenialBody::of));
    }

    /// The one enrollment ID asked for, or an empty text. It is no condition like the others: to name it is what entitles some callers to see the
    /// device.
    private static String identity(List<Condition> conditions) {
        List<Condition> named = conditions.stream().filter(condition -> condition.getField().equals(IDENTITY)).toList();
        if (named.isEmpty()) {
            return "";
        }
        if (named.size() > 1 || named.getFirst().getOperator() != Operator.OPERATOR_EQUAL) {
            throw HttpError.invalid(IDENTITY, "Denials can be filtered by one '" + IDENTITY + "__eq'.");
        }
        return named.getFirst().getValues(0);
    }
}
