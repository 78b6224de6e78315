package io.firstclaim.core.account;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The API keys. Only the SHA-256 of a key's text is stored.
public interface ApiKeys {
    /// Adds a key. False when one with this request id exists already in its account, and then nothing is added.
    boolean add(ApiKey key, SecretHash secretHash, @Nullable RequestId requestId);

    /// Adds the platform's first key. False when the platform has a key already; of two that try at once exactly
    /// one succeeds.
    boolean addFirstPlatformKey(ApiKey key, SecretHash secretHash);

    Optional<Stored> find(ResourceId id);

    /// At most `limit` keys of the account (null: of the platform), ordered by id, after the given one.
    List<ApiKey> list(@Nullable ResourceId accountId, @Nullable ResourceId after, int limit);

    /// Revokes a key of the account (null: of the platform). False when there is none.
    boolean remove(ResourceId id, @Nullable ResourceId accountId);

    /// Revokes all keys of the platform; a first one can be added again afterwards.
    void removePlatformKeys();

    /// A key with the SHA-256 of its text.
    record Stored(ApiKey key, SecretHash secretHash) {}
}
