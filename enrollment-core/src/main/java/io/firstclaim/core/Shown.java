package io.firstclaim.core;

/// How a stranger's value is shown in an error or a log: short, and without characters that could forge a line.
public final class Shown {
    /// At most so many characters of a value are shown.
    public static final int MAX_SHOWN = 120;

    private Shown() {}

    /// The value, cut at [#MAX_SHOWN] characters, control characters replaced.
    public static String shortened(String value) {
        var cut = value.length() <= MAX_SHOWN ? value : value.substring(0, MAX_SHOWN) + "…";
        return cut.replaceAll("\\p{Cntrl}", "\uFFFD");
    }
}
