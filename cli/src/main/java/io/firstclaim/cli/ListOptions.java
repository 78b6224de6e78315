package io.firstclaim.cli;

import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What a command wants of a list. Which fields a list knows, the core says.
public final class ListOptions {
    private static final Pattern FILTER = Pattern.compile("([a-z][a-z0-9_-]*)(!=|>=|<=|=|~)(.*)", Pattern.DOTALL);

    /// Fields whose values are words of the contract, which tables show with dashes.
    private static final Set<String> OF_WORDS = Set.of("state", "status", "origin", "service", "role", "reason",
            "action");

    @Option(names = "--filter", paramLabel = "FILTER", order = 700, description = "Only what fulfils this, such as state=claimed, name!=old, endpoint_name~pump (contains), "
            + "create_time>=2026-11-01T00:00:00Z; with commas between several values, any of them. Repeatable: all must hold.")
    private List<String> filters = new ArrayList<>();

    @Option(names = "--newest-first", order = 701, description = "The youngest first.")
    private boolean newestFirst;

    @Option(names = "--limit", paramLabel = "N", order = 702, description = "At most so many. Default: all.")
    private @Nullable Long limit;

    /// Whether the youngest come first.
    public boolean newestFirst() {
        return newestFirst;
    }

    /// How many to ask for at once.
    public int pageSize() {
        return (int) Math.min(limit(), ResourceOutput.PAGE_SIZE);
    }

    /// How many to show.
    long limit() {
        if (limit == null) {
            return Long.MAX_VALUE;
        }
        if (limit < 1) {
            throw new CommandFailed(ExitCode.USAGE, "--limit " + limit + ": 1 or more is expected");
        }
        return limit;
    }

    /// The filters as the contract has them.
    public List<Condition> conditions() {
        return filters.stream().map(ListOptions::condition).toList();
    }

    private static Condition condition(String filter) {
        var parts = FILTER.matcher(filter);
        if (!parts.matches()) {
            throw new CommandFailed(ExitCode.USAGE,
                    "--filter '" + filter + "': a field, one of = != >= <= ~, and a value are expected");
        }
        String sign = parts.group(2);
        String field = parts.group(1).replace('-', '_');
        String value = OF_WORDS.contains(field) ? parts.group(3).replace('-', '_') : parts.group(3);
        boolean several = value.contains(",") && (sign.equals("=") || sign.equals("!="));
        return Condition.newBuilder().setField(field).setOperator(operator(sign, several))
                .addAllValues(several ? List.of(value.split(",", -1)) : List.of(value)).build();
    }

    private static Operator operator(String sign, boolean several) {
        return switch (sign) {
            case "!=" -> several ? Operator.OPERATOR_NOT_IN : Operator.OPERATOR_NOT_EQUAL;
            case ">=" -> Operator.OPERATOR_AT_LEAST;
            case "<=" -> Operator.OPERATOR_AT_MOST;
            case "~" -> Operator.OPERATOR_CONTAINS;
            default -> several ? Operator.OPERATOR_IN : Operator.OPERATOR_EQUAL;
        };
    }
}
