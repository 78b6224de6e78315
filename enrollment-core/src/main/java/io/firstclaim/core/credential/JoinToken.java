package io.firstclaim.core.credential;

import java.time.Instant;

/// A token with which edges join. The text is a secret, known here only.
public record JoinToken(String text, Instant expiresAt) {
    @Override
    public String toString() {
        return "JoinToken[until " + expiresAt + "]";
    }
}
