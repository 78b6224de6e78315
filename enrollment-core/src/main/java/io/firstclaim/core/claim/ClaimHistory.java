package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What happened in each account. Nothing is ever changed or taken away.
public interface ClaimHistory {
    void add(ClaimEvent event);

    /// At most `limit` events of the account, ordered by id, after the given one.
    ///
    /// @param deviceId
    ///            only of this device; null for all
    /// @param fingerprint
    ///            only of this certificate; null for all
    List<ClaimEvent> list(ResourceId accountId, @Nullable ResourceId deviceId, @Nullable Fingerprint fingerprint,
            @Nullable ResourceId after, int limit);
}
