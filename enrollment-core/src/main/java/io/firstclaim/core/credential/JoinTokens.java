package io.firstclaim.core.credential;

import io.firstclaim.core.account.SecretHash;
import java.time.Instant;

/// Tokens with which edges join, each as often as it was made for. Only the SHA-256 of a token is stored.
public interface JoinTokens {
    /// Adds a token.
    ///
    /// @param uses how often it works, at least once
    void add(SecretHash tokenHash, int uses, Instant expiresAt);

    /// Uses a token once. False when it is unknown, used up or expired; of several that try at once as many succeed as it has uses left.
    boolean use(SecretHash tokenHash, Instant now);

    /// Removes those that are expired or used up.
    void removeSpent(Instant now);
}
