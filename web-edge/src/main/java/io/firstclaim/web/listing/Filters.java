package io.firstclaim.web.listing;

import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Parameters;
import io.firstclaim.web.http.Shown;
import io.firstclaim.web.listing.FilterField.BadValueException;
import io.firstclaim.web.listing.FilterField.Translation;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// By which fields a list can be filtered, and what each means to the core.
///
/// A filter is a parameter `field__op=value`, with values of `in` and `nin` joined by commas, or one of those in the older `filter=` parameter, where
/// a name without an operator means `eq`. A field that the list does not have is ignored like any unknown parameter; a field that it has, with an
/// operator or a value that it does not, is refused.
public final class Filters {
    private static final String SEPARATOR = "__";
    private static final String OLD_FORM = "filter";
    private static final int MAX_VALUES = 1000;
    private static final Pattern ID = Pattern.compile("[0-9a-f]{32}");
    /// No resource has this id, so that nothing fulfils it.
    private static final Condition NOTHING = Condition.newBuilder().setField("id").setOperator(Operator.OPERATOR_EQUAL)
            .addValues("0".repeat(32)).build();

    private static final Map<String, Operator> OPERATORS = Map.of("eq", Operator.OPERATOR_EQUAL, "neq",
            Operator.OPERATOR_NOT_EQUAL, "in", Operator.OPERATOR_IN, "nin", Operator.OPERATOR_NOT_IN, "gte",
            Operator.OPERATOR_AT_LEAST, "lte", Operator.OPERATOR_AT_MOST, "like", Operator.OPERATOR_CONTAINS);
    private static final Set<Operator> EQUALITY = EnumSet.of(Operator.OPERATOR_EQUAL, Operator.OPERATOR_NOT_EQUAL,
            Operator.OPERATOR_IN, Operator.OPERATOR_NOT_IN);
    private static final Set<Operator> TEXT = EnumSet.of(Operator.OPERATOR_EQUAL, Operator.OPERATOR_NOT_EQUAL,
            Operator.OPERATOR_IN, Operator.OPERATOR_NOT_IN, Operator.OPERATOR_CONTAINS);
    private static final Set<Operator> TIME = EnumSet.of(Operator.OPERATOR_EQUAL, Operator.OPERATOR_NOT_EQUAL,
            Operator.OPERATOR_IN, Operator.OPERATOR_NOT_IN, Operator.OPERATOR_AT_LEAST, Operator.OPERATOR_AT_MOST);

    private final Map<String, FilterField> fields = new LinkedHashMap<>();

    /// A list without filters.
    public static Filters none() {
        return new Filters();
    }

    /// An id.
    ///
    /// @param core the core's name of the field
    public Filters id(String name, String core) {
        return coded(name, core, "32 lower-case hex characters are expected", ID.asMatchPredicate(),
                UnaryOperator.identity());
    }

    /// A text.
    public Filters text(String name, String core) {
        return mapped(name, core, TEXT, UnaryOperator.identity());
    }

    /// A text that is written in another way here.
    ///
    /// @param expected what is told of a text that is none
    public Filters coded(String name, String core, String expected, Predicate<String> isOne,
            UnaryOperator<String> translate) {
        return mapped(name, core, EQUALITY, value -> {
            if (!isOne.test(value)) {
                throw new BadValueException(value, expected);
            }
            return translate.apply(value);
        });
    }

    /// A time, as RFC 3339 has it.
    public Filters time(String name, String core) {
        return mapped(name, core, TIME, FilterValues::utc);
    }

    /// `true` or `false`.
    public Filters truth(String name, String core) {
        return mapped(name, core, EQUALITY, FilterValues::truth);
    }

    /// One of some values. Those that the core does not know are in no element.
    ///
    /// @param known the core's values by ours
    public Filters choice(String name, String core, Map<String, String> known) {
        return add(name, EQUALITY, (operator, values) -> {
            List<String> translated = new ArrayList<>();
            for (String value : values) {
                String there = known.get(value);
                if (there == null) {
                    throw new BadValueException(value,
                            "one of " + known.keySet().stream().sorted().toList() + " is expected");
                }
                if (!there.isEmpty()) {
                    translated.add(there);
                }
            }
            return ofSome(core, operator, translated);
        });
    }

    /// The whole days until a time.
    public Filters daysUntil(String name, String core, InstantSource clock) {
        return add(name, EnumSet.of(Operator.OPERATOR_EQUAL), (_, values) -> {
            Instant from = clock.instant().plus(Duration.ofDays(FilterValues.number(values.getFirst())));
            return List.of(condition(core, Operator.OPERATOR_AT_LEAST, List.of(from.toString())),
                    condition(core, Operator.OPERATOR_AT_MOST, List.of(from.plus(Duration.ofDays(1)).toString())));
        });
    }

    /// A number that is the same in all elements.
    public Filters always(String name, int constant) {
        return fixed(name, String.valueOf(constant), value -> String.valueOf(FilterValues.number(value)));
    }

    /// A truth that is the same in all elements.
    public Filters always(String name, boolean constant) {
        return fixed(name, String.valueOf(constant), FilterValues::truth);
    }

    /// A text that is the same in all elements.
    public Filters always(String name, String constant) {
        return fixed(name, constant, UnaryOperator.identity());
    }

    /// A field that no element has a value of.
    public Filters never(String... names) {
        for (String name : names) {
            fixed(name, "", value -> "=" + value);
        }
        return this;
    }

    /// A field that elements have and that can't be filtered by: better refused than ignored.
    public Filters refused(String... names) {
        for (String name : names) {
            add(name, Set.of(), (_, _) -> List.of());
        }
        return this;
    }

    /// The conditions in the parameters of a list.
    ///
    /// @throws HttpError for an operator or a value that a field does not have
    List<Condition> conditions(Parameters query) {
        List<Condition> conditions = new ArrayList<>();
        query.all().forEach((name, values) -> {
            if (name.contains(SEPARATOR)) {
                values.forEach(value -> conditions.addAll(conditions(name, value)));
            }
        });
        for (String old : query.all().getOrDefault(OLD_FORM, List.of())) {
            for (String pair : old.split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    conditions.addAll(conditions(pair.substring(0, equals).strip(),
                            decoded(pair.substring(equals + 1))));
                }
            }
        }
        return conditions;
    }

    /// One client encodes the whole and not the values in it: what is not encoded is meant as it is.
    private static String decoded(String value) {
        try {
            return Parameters.decode(value);
        } catch (HttpError notEncoded) {
            return value;
        }
    }

    private List<Condition> conditions(String parameter, String text) {
        int separator = parameter.indexOf(SEPARATOR);
        String name = separator < 0 ? parameter : parameter.substring(0, separator);
        FilterField field = fields.get(name);
        if (field == null) {
            return List.of();
        }
        String suffix = separator < 0 ? "eq" : parameter.substring(separator + SEPARATOR.length());
        Operator operator = OPERATORS.get(suffix);
        if (operator == null || !field.operators().contains(operator)) {
            throw HttpError.invalid(parameter, field.operators().isEmpty()
                    ? "This list can't be filtered by '" + name + "'."
                    : "'" + Shown.shortened(suffix) + "' is no operator of '" + name + "': " + operatorsOf(field)
                            + " are expected.");
        }
        List<String> values = valuesIn(operator, text);
        if (values.isEmpty() || values.size() > MAX_VALUES) {
            throw HttpError.invalid(parameter,
                    "'" + parameter + "' has " + values.size() + " values: 1 to " + MAX_VALUES + " are expected.");
        }
        try {
            return field.values().conditions(operator, values);
        } catch (BadValueException bad) {
            throw HttpError.invalid(parameter, String.valueOf(bad.getMessage()));
        }
    }

    /// One client writes lists as `[a, b]`.
    private static List<String> valuesIn(Operator operator, String text) {
        if (operator != Operator.OPERATOR_IN && operator != Operator.OPERATOR_NOT_IN) {
            return List.of(text);
        }
        boolean bracketed = text.startsWith("[") && text.endsWith("]");
        String list = bracketed ? text.substring(1, text.length() - 1) : text;
        return List.of(list.split(",", -1)).stream().map(String::strip).filter(value -> !value.isEmpty()).toList();
    }

    private static String operatorsOf(FilterField field) {
        return String.join(", ",
                OPERATORS.entrySet().stream().filter(known -> field.operators().contains(known.getValue()))
                        .map(Map.Entry::getKey).sorted().toList());
    }

    private Filters mapped(String name, String core, Set<Operator> operators, UnaryOperator<String> translate) {
        return add(name, operators,
                (operator, values) -> List.of(condition(core, operator, values.stream().map(translate).toList())));
    }

    private Filters fixed(String name, String constant, UnaryOperator<String> normal) {
        return add(name, EQUALITY, (operator, values) -> {
            boolean isAmong = values.stream().map(normal).anyMatch(constant::equals);
            return isAmong == isPositive(operator) ? List.of() : List.of(NOTHING);
        });
    }

    private Filters add(String name, Set<Operator> operators, Translation values) {
        fields.put(name, new FilterField(operators, values));
        return this;
    }

    /// With no value left that an element could have, all elements fulfil the negative operators and none the positive ones.
    private static List<Condition> ofSome(String core, Operator operator, List<String> values) {
        if (!values.isEmpty()) {
            return List.of(condition(core, operator, values));
        }
        return isPositive(operator) ? List.of(NOTHING) : List.of();
    }

    private static boolean isPositive(Operator operator) {
        return operator == Operator.OPERATOR_EQUAL || operator == Operator.OPERATOR_IN;
    }

    private static Condition condition(String field, Operator operator, List<String> values) {
        return Condition.newBuilder().setField(field).setOperator(operator).addAllValues(values).build();
    }
}
