package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The devices that were turned away.
public interface Refusals {
    /// Adds the counts to the row of the same certificate, reason and holder, whose first time and id stay, and takes
    /// everything else from the given one; or makes the row. What was counted while another account held the certificate, or none, is replaced: the
    /// next holder shall not learn of it. True when it made or replaced the row.
    boolean record(Refusal refusal);

    /// The accounts that may see the refusal without naming its certificate: the one that held the enrollment, then at most `limit` of those that proved
    /// the CA certificate by which it came.
    Set<ResourceId> visibleTo(Refusal refusal, int limit);

    /// Those that the account may see: those whose enrollment it held and those that came by an ACTIVE or INACTIVE CA
    /// certificate that it proved; with a certificate named, also those of that certificate that came by a CA
    /// certificate that it has while nobody held its enrollment.
    ///
    /// @param fingerprint
    ///            only of this certificate; null for all
    List<VisibleRefusal> listVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            Selection<VisibleRefusal> selection);

    /// How many of these fulfil all criteria.
    long countVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            List<Criterion<VisibleRefusal>> criteria);

    /// Removes at most `limit` that were last seen before the given time, and says how many.
    int removeUnseenSince(Instant before, int limit);

    /// Of the devices that nobody held, keeps the `most` of each CA that were seen last; removes at most `limit` others, and says how many.
    int removeUnlistedBeyond(int most, int limit);
}
