package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import org.jspecify.annotations.Nullable;

/// A refusal as an account may see it.
///
/// @param trustedCertificateId
///            of the account's own trusted certificate that the device's chain led to; null when that was none of its own
public record VisibleRefusal(Refusal refusal, @Nullable ResourceId trustedCertificateId) {
    /// By what a list of refusals can be narrowed.
    public static final Fields<VisibleRefusal> FIELDS = Fields.of(
            new Field<>("id", Kind.id(), VisibleRefusal::id),
            new Field<>("endpoint_name", Kind.text(), seen -> seen.refusal.endpointName()),
            new Field<>("trusted_certificate_id", Kind.id(), VisibleRefusal::trustedCertificateId),
            new Field<>("reason", Kind.constant(RefusalReason.class), seen -> seen.refusal.reason()),
            new Field<>("first_seen_time", Kind.time(), seen -> seen.refusal.firstSeenAt()),
            new Field<>("last_seen_time", Kind.time(), seen -> seen.refusal.lastSeenAt()));

    /// Of the refusal.
    public ResourceId id() {
        return refusal.id();
    }
}
