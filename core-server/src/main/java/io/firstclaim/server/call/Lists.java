package io.firstclaim.server.call;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import io.firstclaim.core.listing.Operator;
import java.util.List;

/// How the fields that the requests of lists share are read.
public final class Lists {

    private Lists() {}

    /// What is wanted of a list: `page_size`, `page_token`, `conditions`, `descending` and `include_total_size`.
    public static ListRequest request(int pageSize, String pageToken,
            List<io.firstclaim.proto.listing.v1.Condition> conditions, boolean descending, boolean includeTotalSize) {
        return new ListRequest(PageRequest.parse(pageSize, pageToken),
                conditions.stream().map(Lists::condition).toList(), descending, includeTotalSize);
    }

    private static Condition condition(io.firstclaim.proto.listing.v1.Condition sent) {
        return new Condition(sent.getField(), operator(sent.getOperator()), sent.getValuesList());
    }

    private static Operator operator(io.firstclaim.proto.listing.v1.Operator operator) {
        return switch (operator) {
            case OPERATOR_UNSPECIFIED, OPERATOR_EQUAL -> Operator.EQUAL;
            case OPERATOR_NOT_EQUAL -> Operator.NOT_EQUAL;
            case OPERATOR_IN -> Operator.IN;
            case OPERATOR_NOT_IN -> Operator.NOT_IN;
            case OPERATOR_AT_LEAST -> Operator.AT_LEAST;
            case OPERATOR_AT_MOST -> Operator.AT_MOST;
            case OPERATOR_CONTAINS -> Operator.CONTAINS;
            case UNRECOGNIZED -> throw FirstclaimException.invalid("conditions",
                    "The operator is unknown: one of %s is expected.".formatted(List.of(Operator.values())));
        };
    }
}
