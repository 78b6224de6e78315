package io.firstclaim.core.account;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The API keys. Only the SHA-256 of a key's text is stored.
public interface ApiKeys {
    /// Adds a key. False when one with this request id exists already in its account, and then nothing is added.
    boolean add(ApiKey key, SecretHash secretHash, @Nullable RequestId requestId);

    /// Adds the platform's first key. False when the platform has a key already; of two that try at once exactly
    /// one succeeds.
    boolean addFirstPlatformKey(ApiKey key, SecretHash secretHash);

    Optional<Stored> find(ResourceId id);

    /// Which of these keys are there and active.
    Set<ResourceId> active(Set<ResourceId> ids);

    /// Keys of the account (null: of the platform).
    List<ApiKey> list(@Nullable ResourceId accountId, Selection<ApiKey> selection);

    /// How many keys of the account (null: of the platform) fulfil all criteria.
    long count(@Nullable ResourceId accountId, List<Criterion<ApiKey>> criteria);

    /// Writes name, role, status, version and time of change, if the stored version is still the expected one.
    boolean update(ApiKey changed, long expectedVersion);

    /// Revokes a key of the account (null: of the platform). False when there is none.
    boolean remove(ResourceId id, @Nullable ResourceId accountId);

    /// Revokes all keys of the platform; a first one can be added again afterwards.
    void removePlatformKeys();

    /// A key with the SHA-256 of its text.
    record Stored(ApiKey key, SecretHash secretHash) {}
}
