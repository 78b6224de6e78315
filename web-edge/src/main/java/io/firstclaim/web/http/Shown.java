package io.firstclaim.web.http;

/// How a value that somebody sent is shown in a message.
public final class Shown {
    private static final int MAX_LENGTH = 80;

    private Shown() {}

    /// At most 80 characters of it, control characters as question marks.
    public static String shortened(String value) {
        String printable = value.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= MAX_LENGTH ? printable : printable.substring(0, MAX_LENGTH) + "…";
    }
}
