package io.firstclaim.factory.label;

/// What names may bring along that must not reach a label: they come from strangers.
final class LabelText {
    private LabelText() {}

    /// Whether a character has a look of its own. Control and format characters have none and can reorder or hide
    /// what stands around them; unassigned ones and lone surrogates are no text.
    static boolean isShowable(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
                false;
            default -> true;
        };
    }

    /// The text as XML content or an attribute in quotes.
    static String xml(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isShowable(character) ? character : 0xFFFD);
            }
        });
        return escaped.toString();
    }
}
