package io.firstclaim.core;

/// What the texts that others give must fulfil to be kept.
public final class Text {
    private Text() {}

    /// Lets only a text pass that every database can keep: not too long, and without the character U+0000, which PostgreSQL refuses.
    ///
    /// @throws FirstclaimException
    ///             naming the field
    public static void require(String field, String value, int most) {
        if (value.length() > most) {
            throw FirstclaimException.invalid(field, "'%s' has %d characters: at most %d are expected."
                    .formatted(Shown.shortened(value), value.length(), most));
        }
        if (value.indexOf('\0') >= 0) {
            throw FirstclaimException.invalid(field,
                    "'%s' holds the character U+0000: none is expected.".formatted(Shown.shortened(value)));
        }
    }
}
