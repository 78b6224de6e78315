package io.firstclaim.factory.production;

/// Strangers' texts, such as names in certificates and of files, as they go to a screen or into a report.
final class Printable {
    /// The most characters that are shown of one.
    static final int MAX_LENGTH = 300;

    private Printable() {}

    /// The text, cut at [#MAX_LENGTH] characters; what would move a cursor, end a line or turn the direction of writing is replaced.
    static String of(String text) {
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(MAX_LENGTH).map(c -> isPlain(c) ? c : '\uFFFD').forEach(shown::appendCodePoint);
        return text.codePointCount(0, text.length()) > MAX_LENGTH ? shown.append('…').toString() : shown.toString();
    }

    private static boolean isPlain(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                false;
            default -> true;
        };
    }
}
