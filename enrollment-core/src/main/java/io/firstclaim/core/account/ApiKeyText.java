package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;

/// The text of an API key: `ak_`, the 32 hex characters of its id, and a secret of 32 letters and digits (190 bits).
public final class ApiKeyText {
    /// What every key begins with.
    public static final String PREFIX = "ak_";
    /// Characters of the secret part.
    public static final int SECRET_LENGTH = 32;

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final Pattern FORM = Pattern.compile("ak_([0-9a-f]{32})[A-Za-z0-9]{" + SECRET_LENGTH + "}");

    private final ResourceId id;
    private final String text;

    private ApiKeyText(ResourceId id, String text) {
        this.id = id;
        this.text = text;
    }

    /// Makes the text of a new key.
    ///
    /// @param random
    ///            a source fit for secrets
    public static ApiKeyText generate(ResourceId id, RandomGenerator random) {
        var secret = new StringBuilder(SECRET_LENGTH);
        for (int i = 0; i < SECRET_LENGTH; i++) {
            secret.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return new ApiKeyText(id, PREFIX + id + secret);
    }

    /// Reads what a caller sent.
    ///
    /// @throws FirstclaimException
    ///             [Problem#INVALID_TOKEN], without repeating the value
    public static ApiKeyText parse(String text) {
        var matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new FirstclaimException(Problem.INVALID_TOKEN, "The API key is not one of this server's.");
        }
        return new ApiKeyText(ResourceId.parse("api_key", matcher.group(1)), text);
    }

    /// The id of the key.
    public ResourceId id() {
        return id;
    }

    /// The whole text, a secret. To be shown once, never logged.
    public String reveal() {
        return text;
    }

    /// The SHA-256 of the text, which is what is stored.
    public SecretHash hash() {
        return SecretHash.of(text);
    }

    @Override
    public String toString() {
        return PREFIX + id + "…";
    }
}
