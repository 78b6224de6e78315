package io.firstclaim.web.listing;

import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Parameters;
import io.firstclaim.web.http.Shown;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What a client asks of a list: `limit`, `after`, `order` and filters. `include` asks for what is always sent; other parameters are ignored.
///
/// @param limit 2 to 1000
/// @param after the id of the last element seen, or its position; null for the first page
/// @param conditions on the elements, as the core takes them
public record ListQuery(int limit, @Nullable String after, Order order, List<Condition> conditions) {
    private static final int MIN_LIMIT = 2;
    private static final int MAX_LIMIT = 1000;
    private static final int DEFAULT_LIMIT = 50;
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,100}");
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");

    public ListQuery {
        conditions = List.copyOf(conditions);
    }

    /// Reads the parameters of a list.
    ///
    /// @param filters which fields the list can be filtered by
    /// @throws HttpError for a parameter that is none of its values
    public static ListQuery of(Parameters query, Filters filters) {
        return new ListQuery(limit(query), after(query), order(query), filters.conditions(query));
    }

    /// The same for a list in the order of positions: `after` is the position of the last element seen.
    public static ListQuery byPosition(Parameters query, Filters filters) {
        return new ListQuery(limit(query), position(query), order(query), filters.conditions(query));
    }

    /// The id of the last element seen as the core's page token; empty for the first page.
    public String pageToken() {
        return after == null ? "" : after;
    }

    /// Whether the youngest come first.
    public boolean descending() {
        return order == Order.DESC;
    }

    /// What is out of range is taken as the nearest that is in it.
    private static int limit(Parameters query) {
        Optional<String> given = given(query, "limit");
        if (given.isEmpty()) {
            return DEFAULT_LIMIT;
        }
        String text = given.get();
        if (!NUMBER.matcher(text).matches()) {
            throw HttpError.invalid("limit", "'" + Shown.shortened(text) + "' is no limit: a whole number from "
                    + MIN_LIMIT + " to " + MAX_LIMIT + " is expected.");
        }
        double value = Double.parseDouble(text);
        return (int) Math.clamp(value, MIN_LIMIT, MAX_LIMIT);
    }

    private static @Nullable String after(Parameters query) {
        Optional<String> given = given(query, "after");
        if (given.isPresent() && !ID.matcher(given.get()).matches()) {
            throw HttpError.invalid("after", "'" + Shown.shortened(given.get())
                    + "' is no id: the 32 lower-case hex characters of the last element seen are expected.");
        }
        return given.orElse(null);
    }

    private static @Nullable String position(Parameters query) {
        Optional<String> given = given(query, "after");
        if (given.isPresent() && !POSITION.matcher(given.get()).matches()) {
            throw HttpError.invalid("after", "'" + Shown.shortened(given.get())
                    + "' is no position: the whole number of the last element seen is expected.");
        }
        return given.orElse(null);
    }

    private static Order order(Parameters query) {
        String text = given(query, "order").orElse(Order.ASC.name());
        return switch (text.toUpperCase(Locale.ROOT)) {
            case "ASC" -> Order.ASC;
            case "DESC" -> Order.DESC;
            default -> throw HttpError.invalid("order",
                    "'" + Shown.shortened(text) + "' is no order: ASC or DESC is expected.");
        };
    }

    /// An empty parameter is none.
    private static Optional<String> given(Parameters query, String name) {
        return query.get(name).map(String::strip).filter(text -> !text.isEmpty());
    }
}
