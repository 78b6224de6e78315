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
        var cut = value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
        return CONTROL.matcher(cut).replaceAll("\uFFFD");
    }
}
