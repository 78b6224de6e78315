package io.firstclaim.core.claim;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.SealedSecret;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The webhooks of all accounts.
public interface Webhooks {
    /// Adds one with its encrypted secret. False when the request id was used in the account, and then nothing is added.
    boolean add(Webhook webhook, SealedSecret secret, @Nullable RequestId requestId);

    Optional<Webhook> find(ResourceId accountId, ResourceId id);

    Optional<Webhook> findByRequest(ResourceId accountId, RequestId requestId);

    /// At most `limit` of the account, ordered by id, after the given one.
    List<Webhook> list(ResourceId accountId, @Nullable ResourceId after, int limit);

    /// How many the account has.
    int count(ResourceId accountId);

    /// Removes one. False when the account has none of that id.
    boolean remove(ResourceId accountId, ResourceId id);

    /// Writes how far the deliveries are, if the stored version is still the expected one.
    boolean update(Webhook changed, long expectedVersion);

    /// The encrypted secret of one that is there.
    SealedSecret secret(ResourceId id);

    /// At most `limit` that have events before them and may be tried now, ordered by id, after the given one.
    ///
    /// @param accountId
    ///            only of this account; null for all
    List<Webhook> due(@Nullable ResourceId accountId, Instant now, @Nullable ResourceId after, int limit);
}
