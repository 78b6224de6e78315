package io.firstclaim.core;

import java.util.regex.Pattern;

/// How a stranger's value is shown in an error or a log: short, and without characters that could forge a line.
public final class Shown {
    /// At most so many characters of a value are shown.
    public static final int MAX_SHOWN = 120;

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private Shown() {}

    /// Whether a value can be shown as it is, on one line and without moving a terminal's cursor.
    public static boolean isPlain(String value) {
        return !CONTROL.matcher(value).find();
    }

    /// The value, cut at [#MAX_SHOWN] characters, control characters replaced.
    public static String shortened(String value) {
        return CONTROL.matcher(value.length() <= MAX_SHOWN ? value : cut(value)).replaceAll("\uFFFD");
    }

    /// Never through a character of two halves: not every database keeps one of them.
    private static String cut(String value) {
        var end = Character.isHighSurrogate(value.charAt(MAX_SHOWN - 1)) ? MAX_SHOWN - 1 : MAX_SHOWN;
        return value.substring(0, end) + "…";
    }
}
