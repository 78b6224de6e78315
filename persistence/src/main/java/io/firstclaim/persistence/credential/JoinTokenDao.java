package io.firstclaim.persistence.credential;

import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.credential.JoinTokens;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `join_token`. A use is one conditional update; what is used up is removed with what is expired.
public interface JoinTokenDao extends JoinTokens {
    @Override
    @SqlUpdate("INSERT INTO join_token (token_hash, uses, expires_at) VALUES (:tokenHash, :uses, :expiresAt)")
    void add(SecretHash tokenHash, int uses, Instant expiresAt);

    @Override
    @SqlUpdate("""
            UPDATE join_token SET uses = uses - 1
            WHERE token_hash = :tokenHash AND uses > 0 AND expires_at > :now""")
    boolean use(SecretHash tokenHash, Instant now);

    @Override
    @SqlUpdate("DELETE FROM join_token WHERE expires_at <= :now OR uses <= 0")
    void removeSpent(Instant now);
}
