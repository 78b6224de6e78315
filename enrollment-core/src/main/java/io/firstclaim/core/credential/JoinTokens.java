package io.firstclaim.core.credential;

import io.firstclaim.core.account.SecretHash;
import java.time.Instant;

/// One-time tokens with which edges join. Only the SHA-256 of a token is stored.
public interface JoinTokens {
    void add(SecretHash tokenHash, Instant expiresAt);

    /// Uses a token up. False when it is unknown, used or expired; of two that try at once exactly one succeeds.
    boolean use(SecretHash tokenHash, Instant now);

    /// Removes the expired ones.
    void removeExpired(Instant now);
}
