package io.firstclaim.core.listing;

import static io.firstclaim.core.listing.Operator.AT_LEAST;
import static io.firstclaim.core.listing.Operator.AT_MOST;
import static io.firstclaim.core.listing.Operator.CONTAINS;
import static io.firstclaim.core.listing.Operator.EQUAL;
import static io.firstclaim.core.listing.Operator.IN;
import static io.firstclaim.core.listing.Operator.NOT_EQUAL;
import static io.firstclaim.core.listing.Operator.NOT_IN;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Shown;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the values of a field are: how they are read, and by which operators they can be compared.
public final class Kind<V extends Comparable<? super V>> {
    /// The most characters of a text to compare with.
    public static final int MAX_TEXT = 2000;

    private static final Instant FIRST_TIME = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST_TIME = Instant.parse("9999-12-31T23:59:59.999Z");
    private static final Set<Operator> SAME = EnumSet.of(EQUAL, NOT_EQUAL, IN, NOT_IN);
    private static final Set<Operator> SAME_OR_BEYOND = EnumSet.of(EQUAL, NOT_EQUAL, IN, NOT_IN, AT_LEAST, AT_MOST);
    private static final Set<Operator> SAME_OR_PART = EnumSet.of(EQUAL, NOT_EQUAL, IN, NOT_IN, CONTAINS);

    private final Set<Operator> operators;
    private final String expected;
    private final BiFunction<Operator, String, V> parse;

    private Kind(Set<Operator> operators, String expected, BiFunction<Operator, String, V> parse) {
        this.operators = operators;
        this.expected = expected;
        this.parse = parse;
    }

    private static <V extends Comparable<? super V>> Kind<V> compared(Set<Operator> operators, String expected,
            Function<String, V> parse) {
        return new Kind<>(operators, expected, (_, text) -> parse.apply(text));
    }

    /// Text, compared character by character. The empty text is none.
    public static Kind<String> text() {
        return compared(SAME_OR_PART, "a text of 1 to " + MAX_TEXT + " characters", Kind::plain);
    }

    /// The id of something.
    public static Kind<ResourceId> id() {
        return compared(SAME, "an id of 32 lower-case hex characters", text -> ResourceId.parse("id", text));
    }

    /// A time, in whole milliseconds.
    public static Kind<Instant> time() {
        return new Kind<>(SAME_OR_BEYOND, "a time like '2026-11-23T12:00:00Z'", Kind::instant);
    }

    /// A whole number.
    public static Kind<Long> number() {
        return compared(SAME_OR_BEYOND, "a whole number", Long::valueOf);
    }

    /// True or false.
    public static Kind<Boolean> truth() {
        return constant(Truth.class).of(Truth::isTrue);
    }

    /// The SHA-256 of a certificate as 64 hex characters.
    public static Kind<Fingerprint> fingerprint() {
        return compared(SAME, "a SHA-256 of 64 hex characters",
                text -> Fingerprint.ofBytes(HexFormat.of().parseHex(text)));
    }

    /// The SHA-256 of a certificate as an enrollment ID.
    public static Kind<Fingerprint> enrollmentId() {
        return compared(SAME, "an enrollment ID: 'A-' and 32 hex pairs with colons",
                text -> EnrollmentId.parse(text).fingerprint());
    }

    /// A constant of an enum by its name, in any case of letters.
    public static <E extends Enum<E>> Kind<E> constant(Class<E> type) {
        var constants = type.getEnumConstants();
        var names = Arrays.stream(constants).map(Enum::name).collect(Collectors.joining(", "));
        return compared(SAME, "one of " + names, text -> Arrays.stream(constants)
                .filter(constant -> constant.name().equalsIgnoreCase(text)).findFirst()
                .orElseThrow(IllegalArgumentException::new));
    }

    /// Whether its values can be compared so.
    boolean takes(Operator operator) {
        return operators.contains(operator);
    }

    /// The operators by which its values can be compared.
    Set<Operator> operators() {
        return operators;
    }

    /// Reads a value of a field.
    ///
    /// @throws FirstclaimException
    ///             naming the field when it is not one
    V read(String field, Operator operator, String text) {
        try {
            return parse.apply(operator, text);
        } catch (FirstclaimException notOne) {
            throw invalid(field, notOne.getMessage(), notOne);
        } catch (IllegalArgumentException notOne) {
            throw invalid(field,
                    "'%s' is not a value of %s: %s is expected.".formatted(Shown.shortened(text), field, expected),
                    notOne);
        }
    }

    private <W extends Comparable<? super W>> Kind<W> of(Function<V, W> changed) {
        return new Kind<>(operators, expected, (operator, text) -> changed.apply(parse.apply(operator, text)));
    }

    private static FirstclaimException invalid(String field, @Nullable String message, RuntimeException cause) {
        var problem = FirstclaimException.invalid(field, String.valueOf(message));
        problem.initCause(cause);
        return problem;
    }

    private static String plain(String text) {
        if (text.isEmpty() || text.length() > MAX_TEXT || text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("No text to compare with");
        }
        return text;
    }

    /// Times are stored in whole milliseconds: the first that is not before a finer one is the next.
    private static Instant instant(Operator operator, String text) {
        var time = parsed(text);
        if (time.isBefore(FIRST_TIME) || time.isAfter(LAST_TIME)) {
            throw new IllegalArgumentException("Out of the years 1 to 9999");
        }
        var whole = time.truncatedTo(ChronoUnit.MILLIS);
        return operator == AT_LEAST && whole.isBefore(time) ? whole.plusMillis(1) : whole;
    }

    private static Instant parsed(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException notATime) {
            throw new IllegalArgumentException("Not a time", notATime);
        }
    }

    private enum Truth {
        FALSE, TRUE;

        boolean isTrue() {
            return this == TRUE;
        }
    }
}
