package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;

/// The certificates of pre-assigned devices that an account removed, so that they do not come back by themselves.
public interface DeviceBlocks {
    /// Blocks a certificate in the account. May be repeated.
    void add(ResourceId accountId, Fingerprint fingerprint, Instant now);

    boolean contains(ResourceId accountId, Fingerprint fingerprint);

    /// False when it was not blocked.
    boolean remove(ResourceId accountId, Fingerprint fingerprint);
}
