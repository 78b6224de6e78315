package io.firstclaim.web.listing;

import io.firstclaim.web.listing.FilterField.BadValueException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Pattern;

/// The values of filters that are more than texts.
final class FilterValues {
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,9}");

    private FilterValues() {}

    /// `true` or `false`, in lower case.
    ///
    /// @throws BadValueException for anything else, as all of these
    static String truth(String value) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (!lower.equals("true") && !lower.equals("false")) {
            throw new BadValueException(value, "true or false is expected");
        }
        return lower;
    }

    /// A whole number.
    static int number(String value) {
        if (!NUMBER.matcher(value).matches()) {
            throw new BadValueException(value, "a whole number is expected");
        }
        return Integer.parseInt(value);
    }

    /// A time in UTC. A plus sign that nobody encoded has become a blank on its way.
    static String utc(String value) {
        try {
            return OffsetDateTime.parse(value.strip().replace(' ', '+')).toInstant().toString();
        } catch (DateTimeException notATime) {
            throw new BadValueException(value, "a time like 2026-01-31T12:00:00.000Z is expected");
        }
    }
}
