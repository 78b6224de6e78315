package io.firstclaim.it.tenant;

import io.firstclaim.it.stack.OddCa;
import io.firstclaim.it.stack.Pems;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/// A value for each thing: those of an account, or such as nobody has.
record Belongings(Map<Thing, String> values) {
    private static final int ORDERED_DIGITS = 16;

    /// The value of a thing.
    String of(Thing thing) {
        return Objects.requireNonNull(values.get(thing), thing.name());
    }

    /// Values like these that nobody has, other ones each time. An id keeps its place in the order of all ids.
    Belongings likeNobodys(Random random) {
        var made = new EnumMap<Thing, String>(Thing.class);
        values.keySet().forEach(thing -> made.put(thing, likeNobodys(thing, random)));
        return new Belongings(made);
    }

    /// A value like this one that nobody has.
    String likeNobodys(Thing thing, Random random) {
        var value = of(thing);
        return switch (thing.shape()) {
            case ID -> value.substring(0, ORDERED_DIGITS) + hex(random, ORDERED_DIGITS / 2);
            case HEX -> hex(random, value.length() / 2);
            case IDENTITY -> identity(random);
            case TEXT -> like(value, random);
            case CA -> Pems.of(new OddCa("CN=" + word(random, 8)).certificate());
        };
    }

    /// The text with each value that is in it replaced by the thing that it is.
    String named(String text) {
        var named = text;
        for (var value : values.entrySet()) {
            var thing = "<" + value.getKey() + ">";
            named = named.replace(value.getValue(), thing).replace(value.getValue().replace("\n", "\\n"), thing);
        }
        return named;
    }

    /// An enrollment ID of no device.
    static String identity(Random random) {
        var bytes = new byte[32];
        random.nextBytes(bytes);
        return "A-" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
    }

    /// Letters.
    static String word(Random random, int length) {
        return random.ints(length, 'a', 'z' + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append).toString();
    }

    private static String like(String value, Random random) {
        var prefix = value.startsWith("CN=") ? "CN=" : "";
        return prefix + word(random, value.length() - prefix.length());
    }

    private static String hex(Random random, int bytes) {
        var made = new byte[bytes];
        random.nextBytes(made);
        return HexFormat.of().formatHex(made);
    }
}
