package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Shown;
import io.firstclaim.web.listing.Filters;
import io.firstclaim.web.listing.ListQuery;
import io.firstclaim.web.listing.Order;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// Which events a client asks for.
///
/// @param page `limit` and `after`, the latter a position
/// @param types none for all
/// @param deviceId empty for all
/// @param identity of the enrollment, empty for all
record EventQuery(ListQuery page, List<ClaimEventType> types, String deviceId, String identity) {
    /// The header by which a browser tells the last event it got.
    private static final String LAST_EVENT_ID = "Last-Event-ID";
    private static final String TYPE = "type";
    private static final String DEVICE = "device_id";
    private static final String IDENTITY = "enrollment_identity";
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Filters FILTERS = Filters.none().choice(TYPE, TYPE, EventTypes.inContractByName())
            .id(DEVICE, DEVICE).text(IDENTITY, IDENTITY)
            .refused("id", "position", "endpoint_name", "reason", "created_at");

    /// @throws HttpError for a parameter that is none of its values
    static EventQuery of(Call call) {
        ListQuery page = ListQuery.byPosition(call.query(), FILTERS);
        if (page.order() != Order.ASC) {
            throw HttpError.invalid("order", "Events have one order, that of their positions: ASC.");
        }
        List<Condition> types = page.conditions().stream().filter(condition -> condition.getField().equals(TYPE))
                .toList();
        return new EventQuery(page, EventTypes.fulfilling(types), only(DEVICE, page), only(IDENTITY, page));
    }

    /// The one value that a filter lets through, or an empty text.
    private static String only(String field, ListQuery page) {
        List<Condition> conditions = page.conditions().stream()
                .filter(condition -> condition.getField().equals(field)).toList();
        if (conditions.isEmpty()) {
            return "";
        }
        Condition condition = conditions.getFirst();
        if (conditions.size() > 1 || condition.getOperator() != Operator.OPERATOR_EQUAL) {
            throw HttpError.invalid(field, "Events can be filtered by one '" + field + "__eq'.");
        }
        return condition.getValues(0);
    }

    /// The page that answers it.
    ListClaimEventsRequest pageRequest() {
        String after = page.pageToken();
        return ListClaimEventsRequest.newBuilder().setPageSize(page.limit())
                .setAfterPosition(after.isEmpty() ? 0 : Long.parseLong(after)).addAllTypes(types).setDeviceId(deviceId)
                .setEnrollmentIdentity(identity).build();
    }

    /// The stream that answers it: it goes on after the last event that the client got, or is told of in the query, or begins with the next one.
    ///
    /// @throws HttpError for what a stream does not have
    StreamClaimEventsRequest streamRequest(Call call) {
        if (!deviceId.isEmpty() || !identity.isEmpty()) {
            throw HttpError.invalid(deviceId.isEmpty() ? IDENTITY : DEVICE,
                    "A stream can be filtered by the type of its events only.");
        }
        StreamClaimEventsRequest.Builder stream = StreamClaimEventsRequest.newBuilder().addAllTypes(types);
        startOf(call).ifPresent(stream::setAfterPosition);
        return stream.build();
    }

    private OptionalLong startOf(Call call) {
        String last = call.header(LAST_EVENT_ID).orElse(page.pageToken()).strip();
        if (last.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!POSITION.matcher(last).matches()) {
            throw HttpError.invalid(LAST_EVENT_ID,
                    "'" + Shown.shortened(last) + "' is no position: a whole number is expected.");
        }
        return OptionalLong.of(Long.parseLong(last));
    }
}
