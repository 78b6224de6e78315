package io.firstclaim.factory;

import java.util.Locale;

/// What a person may type where a name goes, and how a refused one is shown.
final class Texts {
    private Texts() {}

    /// Refuses a text that is empty, too long, blank at an end, or holds characters that don't print on one line.
    ///
    /// @param what names the value in the message
    /// @param limit in characters (code points)
    static String require(String what, String text, int limit) {
        int length = text.codePointCount(0, text.length());
        if (length < 1 || length > limit) {
            throw new FactoryException(
                    what + " " + shown(text) + ": " + length + " characters; expected 1 to " + limit);
        }
        text.codePoints().filter(Texts::isUnprintable).findFirst().ifPresent(c -> {
            throw new FactoryException(
                    String.format(Locale.ROOT, "%s %s: control character U+%04X is not allowed", what, shown(text), c));
        });
        if (!text.strip().equals(text)) {
            throw new FactoryException(what + " " + shown(text) + ": must not begin or end with a space");
        }
        return text;
    }

    /// The text in quotes, for a message: cut when long, unprintable characters replaced.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        text.codePoints().limit(80).map(c -> isUnprintable(c) ? '\uFFFD' : c).forEach(shown::appendCodePoint);
        return shown.append(text.codePointCount(0, text.length()) > 80 ? "…\"" : "\"").toString();
    }

    private static boolean isUnprintable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
                true;
            default -> false;
        };
    }
}
