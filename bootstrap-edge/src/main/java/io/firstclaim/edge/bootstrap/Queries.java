package io.firstclaim.edge.bootstrap;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The Uri-Query options of a request, each `name=value` or `name`. What is not asked for is tolerated: clients send more than any server knows.
public final class Queries {

    /// What a decoder leaves in the place of bytes that are not UTF-8.
    private static final char NOT_UTF8 = '\uFFFD';

    private final Map<String, String> values;

    private Queries(Map<String, String> values) {
        this.values = values;
    }

    /// Reads the options.
    ///
    /// @param known the names that count; one of them given twice is an error
    /// @throws MalformedRequestException when a known query comes twice or is not UTF-8
    public static Queries of(List<String> options, String... known) throws MalformedRequestException {
        Map<String, String> values = new HashMap<>();
        for (String option : options) {
            int equals = option.indexOf('=');
            String name = equals < 0 ? option : option.substring(0, equals);
            if (!List.of(known).contains(name)) {
                continue;
            }
            String value = equals < 0 ? "" : option.substring(equals + 1);
            if (value.indexOf(NOT_UTF8) >= 0) {
                throw new MalformedRequestException("Query " + name + " is not UTF-8.");
            }
            if (values.put(name, value) != null) {
                throw new MalformedRequestException("Query " + name + " is given twice.");
            }
        }
        return new Queries(values);
    }

    /// The value, or null when the query is missing.
    ///
    /// @throws MalformedRequestException when it has more than `limit` characters, or control characters
    public @Nullable String text(String name, int limit) throws MalformedRequestException {
        String value = values.get(name);
        if (value == null) {
            return null;
        }
        if (value.codePointCount(0, value.length()) > limit) {
            throw new MalformedRequestException("Query " + name + " is longer than " + limit + " characters.");
        }
        if (value.codePoints().anyMatch(Character::isISOControl)) {
            throw new MalformedRequestException("Query " + name + " has control characters.");
        }
        return value;
    }

    /// The same, and it must be there and not be empty.
    ///
    /// @throws MalformedRequestException also when it is missing or empty
    public String required(String name, int limit) throws MalformedRequestException {
        String value = text(name, limit);
        if (value == null) {
            throw new MalformedRequestException("Query " + name + " is missing.");
        }
        if (value.isEmpty()) {
            throw new MalformedRequestException("Query " + name + " is empty.");
        }
        return value;
    }
}
