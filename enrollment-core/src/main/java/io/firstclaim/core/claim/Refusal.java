package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device that was turned away: one row per certificate and reason.
///
/// @param holderId
///            the account that held the certificate's enrollment when it was last turned away; null when none did
/// @param anchor
///            the trust anchor that its chain led to
/// @param endpointName
///            what the device gave last, as it was
/// @param count
///            how often
public record Refusal(ResourceId id, Fingerprint fingerprint, RefusalReason reason, @Nullable ResourceId holderId,
        @Nullable Fingerprint anchor, String endpointName, String detail, long count, Instant firstSeenAt,
        Instant lastSeenAt) {}
