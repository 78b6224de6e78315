package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Shown;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The types of events by their names outside: `claimed`, `denied` and so on.
final class EventTypes {
    private static final String PREFIX = "CLAIM_EVENT_TYPE_";
    private static final Set<ClaimEventType> ALL = EnumSet.complementOf(
            EnumSet.of(ClaimEventType.UNRECOGNIZED, ClaimEventType.CLAIM_EVENT_TYPE_UNSPECIFIED));

    private EventTypes() {}

    /// The name of a type. One that this version does not know has none: `unknown`.
    static String nameOf(ClaimEventType type) {
        return ALL.contains(type) ? type.name().substring(PREFIX.length()).toLowerCase(Locale.ROOT) : "unknown";
    }

    /// The names in the contract by those outside.
    static Map<String, String> inContractByName() {
        return ALL.stream().collect(Collectors.toMap(EventTypes::nameOf, ClaimEventType::name));
    }

    /// The types of these names.
    ///
    /// @param field where the names stand in the request
    /// @throws HttpError for a name that there is not
    static List<ClaimEventType> parse(String field, List<String> names) {
        return names.stream().map(name -> parse(field, name)).toList();
    }

    private static ClaimEventType parse(String field, String name) {
        return ALL.stream().filter(type -> nameOf(type).equals(name)).findFirst()
                .orElseThrow(() -> HttpError.invalid(field, "'" + Shown.shortened(name) + "' is no type of events: "
                        + ALL.stream().map(EventTypes::nameOf).collect(Collectors.joining(", ")) + " are expected."));
    }

    /// The types that fulfil all conditions on the type; none for all.
    ///
    /// @throws HttpError when no type does
    static List<ClaimEventType> fulfilling(List<Condition> conditions) {
        Set<ClaimEventType> left = EnumSet.copyOf(ALL);
        for (Condition condition : conditions) {
            List<ClaimEventType> named = Arrays.stream(ClaimEventType.values())
                    .filter(type -> condition.getValuesList().contains(type.name())).toList();
            boolean isPositive = condition.getOperator() == Operator.OPERATOR_EQUAL
                    || condition.getOperator() == Operator.OPERATOR_IN;
            left.removeIf(type -> named.contains(type) != isPositive);
        }
        if (left.isEmpty()) {
            throw HttpError.invalid("type", "The filters leave no type of events.");
        }
        return left.equals(ALL) ? List.of() : List.copyOf(left);
    }
}
