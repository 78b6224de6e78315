package io.firstclaim.persistence.credential;

import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.credential.JoinTokens;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `join_token`. A token is used up by its removal, which succeeds once.
public interface JoinTokenDao extends JoinTokens {
    @Override
    @SqlUpdate("INSERT INTO join_token (token_hash, expires_at) VALUES (:tokenHash, :expiresAt)")
    void add(SecretHash tokenHash, Instant expiresAt);

    @Override
    @SqlUpdate("DELETE FROM join_token WHERE token_hash = :tokenHash AND expires_at > :now")
    boolean use(SecretHash tokenHash, Instant now);

    @Override
    @SqlUpdate("DELETE FROM join_token WHERE expires_at <= :now")
    void removeExpired(Instant now);
}
