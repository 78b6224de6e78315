package io.firstclaim.web.http;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The words that a field takes, and what they stand for in the core's contract.
public final class Choice<E extends Enum<E>> {
    private final String field;
    private final Map<String, E> words;

    /// @param field as it is called in requests
    /// @param words in the case in which they are written
    public Choice(String field, Map<String, E> words) {
        this.field = field;
        this.words = Map.copyOf(words);
    }

    /// What a word stands for; null for none.
    ///
    /// @throws HttpError for a word that the field does not take
    public @Nullable E read(@Nullable String word) {
        if (word == null) {
            return null;
        }
        E value = words.get(word);
        if (value == null) {
            throw HttpError.invalid(field, "'" + Shown.shortened(word) + "' is no " + field + ": one of "
                    + words.keySet().stream().sorted().toList() + " is expected.");
        }
        return value;
    }

    /// The word for a value; null for one that has none.
    public @Nullable String word(E value) {
        return words.entrySet().stream().filter(word -> word.getValue() == value).map(Map.Entry::getKey).findFirst()
                .orElse(null);
    }
}
