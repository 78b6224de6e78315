package io.firstclaim.core;

import org.jspecify.annotations.Nullable;

/// What a caller sends to make a repeat of a request harmless (AIP-155): 1 to 64 characters of its choice, unique
/// within the caller's account.
public record RequestId(String text) {
    /// The most characters of a request id.
    public static final int MAX_LENGTH = 64;

    public RequestId {
        if (text.isEmpty() || text.length() > MAX_LENGTH) {
            throw FirstclaimException.invalid("request_id",
                    "'%s' is not a request id: 1 to 64 characters are expected.".formatted(Shown.shortened(text)));
        }
    }

    /// Null for the empty text, which stands for none.
    public static @Nullable RequestId parse(String text) {
        return text.isEmpty() ? null : new RequestId(text);
    }
}
