package io.firstclaim.core.listing;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.listing.Operator.AT_LEAST;
import static io.firstclaim.core.listing.Operator.AT_MOST;
import static io.firstclaim.core.listing.Operator.CONTAINS;
import static io.firstclaim.core.listing.Operator.EQUAL;
import static io.firstclaim.core.listing.Operator.IN;
import static io.firstclaim.core.listing.Operator.NOT_EQUAL;
import static io.firstclaim.core.listing.Operator.NOT_IN;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// [Fields], [Kind] and [Selection]: what conditions are understood, and what fulfils them.
class FieldsTest {
    private static final Fields<Thing> FIELDS = Fields.of(new Field<>("id", Kind.id(), Thing::id),
            new Field<>("text", Kind.text(), Thing::text), new Field<>("time", Kind.time(), Thing::time),
            new Field<>("number", Kind.number(), Thing::number), new Field<>("truth", Kind.truth(), Thing::truth),
            new Field<>("colour", Kind.constant(Colour.class), Thing::colour),
            new Field<>("fingerprint", Kind.fingerprint(), Thing::fingerprint),
            new Field<>("enrollment", Kind.enrollmentId(), Thing::fingerprint));
    private static final Thing THING = new Thing(Samples.id(), "North_50%", Instant.parse("2026-11-23T12:00:00.123Z"),
            7L, true, Colour.GREEN, Samples.fingerprint());
    private static final Thing UNSET = new Thing(Samples.id(), null, null, null, null, null, null);

    private enum Colour {
        GREEN, RED
    }

    private record Thing(ResourceId id, @Nullable String text, @Nullable Instant time, @Nullable Long number,
            @Nullable Boolean truth, @Nullable Colour colour, @Nullable Fingerprint fingerprint) {}

    @Test
    void aTextIsComparedExactlyAndItsPartsWhateverTheirCase() {
        assertHolds("text", EQUAL, "North_50%");
        assertFails("text", EQUAL, "north_50%");
        assertHolds("text", CONTAINS, "oRTh_5");
        assertFails("text", CONTAINS, "northx5");
        assertHolds("text", IN, "a", "North_50%");
        assertFails("text", IN, "a");
        assertFails("text", NOT_IN, "a", "North_50%");
        assertHolds("text", NOT_IN, "a");
        assertHolds("text", NOT_EQUAL, "a");
        assertFails("text", NOT_EQUAL, "North_50%");
        assertInvalid("text", () -> holds("text", EQUAL, ""));
        assertInvalid("text", () -> holds("text", CONTAINS, "a\0b"));
        assertFails("text", CONTAINS, "x".repeat(Kind.MAX_TEXT));
        assertInvalid("text", () -> holds("text", CONTAINS, "x".repeat(Kind.MAX_TEXT + 1)));
        assertInvalid("text", () -> holds("text", AT_LEAST, "a"));
    }

    @Test
    void timesAreComparedInWholeMilliseconds() {
        assertHolds("time", EQUAL, "2026-11-23T12:00:00.123Z");
        assertHolds("time", EQUAL, "2026-11-23T13:00:00.123+01:00");
        assertHolds("time", AT_LEAST, "2026-11-23T12:00:00.123Z");
        assertFails("time", AT_LEAST, "2026-11-23T12:00:00.123001Z");
        assertHolds("time", AT_LEAST, "2026-11-23T12:00:00.122001Z");
        assertHolds("time", AT_MOST, "2026-11-23T12:00:00.123Z");
        assertHolds("time", AT_MOST, "2026-11-23T12:00:00.123999Z");
        assertFails("time", AT_MOST, "2026-11-23T12:00:00.122999Z");
        assertInvalid("time", () -> holds("time", EQUAL, "2026-11-23"));
        assertInvalid("time", () -> holds("time", EQUAL, "+10000-01-01T00:00:00Z"));
        assertHolds("time", AT_MOST, "9999-12-31T23:59:59Z");
        assertHolds("time", AT_LEAST, "0001-01-01T00:00:00Z");
        assertInvalid("time", () -> holds("time", CONTAINS, "2026"));
    }

    @Test
    void numbersTruthsConstantsAndIdsAreRead() {
        assertHolds("number", AT_LEAST, "7");
        assertFails("number", AT_LEAST, "8");
        assertHolds("number", AT_MOST, "7");
        assertFails("number", AT_MOST, "6");
        assertInvalid("number", () -> holds("number", EQUAL, "seven"));
        assertHolds("truth", EQUAL, "true");
        assertFails("truth", EQUAL, "false");
        assertInvalid("truth", () -> holds("truth", EQUAL, "yes"));
        assertHolds("colour", IN, "red", "green");
        assertFails("colour", EQUAL, "RED");
        assertInvalid("colour", () -> holds("colour", EQUAL, "blue"));
        assertHolds("id", EQUAL, THING.id().toString());
        assertFails("id", EQUAL, Samples.id().toString());
        assertInvalid("id", () -> holds("id", EQUAL, "no id"));
    }

    @Test
    void fingerprintsAreReadAsTheirFieldHasThem() {
        var hex = Samples.fingerprint("x").hex();
        assertFails("fingerprint", EQUAL, hex);
        assertHolds("fingerprint", NOT_EQUAL, hex);
        assertInvalid("fingerprint", () -> holds("fingerprint", EQUAL, hex.substring(2)));
        assertInvalid("fingerprint", () -> holds("fingerprint", EQUAL, hex.substring(1) + "g"));
        assertFails("enrollment", EQUAL, "A-" + Samples.fingerprint("x").colonHex());
        assertInvalid("enrollment", () -> holds("enrollment", EQUAL, hex));
    }

    @Test
    void aFieldThatIsNotSetFulfilsTheNegationsOnly() {
        assertThat(chosen(UNSET, "text", NOT_EQUAL, "a")).isTrue();
        assertThat(chosen(UNSET, "time", NOT_IN, "2026-11-23T12:00:00Z")).isTrue();
        assertThat(chosen(UNSET, "text", EQUAL, "a")).isFalse();
        assertThat(chosen(UNSET, "text", CONTAINS, "a")).isFalse();
        assertThat(chosen(UNSET, "time", AT_MOST, "2026-11-23T12:00:00Z")).isFalse();
        assertThat(chosen(UNSET, "number", AT_LEAST, "0")).isFalse();
        assertThat(chosen(UNSET, "colour", IN, "red")).isFalse();
    }

    @Test
    void thereAreAsManyValuesAsTheOperatorTakesAndNotTooManyConditions() {
        assertInvalid("text", () -> holds("text", EQUAL));
        assertInvalid("text", () -> holds("text", EQUAL, "a", "b"));
        assertInvalid("text", () -> holds("text", IN));
        var values = Collections.nCopies(Field.MAX_VALUES, "a").toArray(String[]::new);
        assertFails("text", IN, values);
        var more = Collections.nCopies(Field.MAX_VALUES + 1, "a").toArray(String[]::new);
        assertInvalid("text", () -> holds("text", IN, more));
        var condition = Condition.equal("text", "a");
        assertThat(FIELDS.read(Collections.nCopies(Fields.MAX_CONDITIONS, condition))).hasSize(Fields.MAX_CONDITIONS);
        assertInvalid("conditions", () -> FIELDS.read(Collections.nCopies(Fields.MAX_CONDITIONS + 1, condition)));
        assertInvalid("conditions", () -> holds("size", EQUAL, "1"));
    }

    @Test
    void aSelectionHasAnOrderABeginningAndAnEnd() {
        var things = Stream.generate(() -> new Thing(Samples.id(), "a", null, null, null, null, null)).limit(4)
                .toList();
        assertThat(Selection.<Thing>first(2).from(things.reversed().stream(), Thing::id))
                .isEqualTo(things.subList(0, 2));
        assertThat(Selection.<Thing>after(things.get(1).id(), 9).from(things.stream(), Thing::id))
                .isEqualTo(things.subList(2, 4));
        var back = new Selection<Thing>(List.of(), true, things.get(2).id(), 9);
        assertThat(back.from(things.stream(), Thing::id)).isEqualTo(things.subList(0, 2).reversed());
    }

    private static void assertHolds(String field, Operator operator, String... values) {
        assertThat(holds(field, operator, values)).as("%s %s", field, operator).isTrue();
    }

    private static void assertFails(String field, Operator operator, String... values) {
        assertThat(holds(field, operator, values)).as("%s %s", field, operator).isFalse();
    }

    private static boolean holds(String field, Operator operator, String... values) {
        return chosen(THING, field, operator, values);
    }

    private static boolean chosen(Thing thing, String field, Operator operator, String... values) {
        return Selection.fulfils(thing, FIELDS.read(List.of(new Condition(field, operator, List.of(values)))));
    }
}
