package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimRules.Objection;
import io.firstclaim.core.claim.ClaimRules.Trust;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.core.trust.TrustedCertificate;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The first half of the claim: whose a device is, and whether that account trusts its CA.
final class Ownership {
    private final Stores stores;
    private final TrustPath path;
    private final ResourceIds ids;
    private final Instant now;

    Ownership(Stores stores, TrustPath path, ResourceIds ids, Instant now) {
        this.stores = stores;
        this.path = path;
        this.ids = ids;
        this.now = now;
    }

    /// Whose it is.
    sealed interface Owner {
        /// An account's. The enrollment is locked.
        ///
        /// @param placed whether the enrollment was added just now, for a device that comes pre-assigned
        record Known(Enrollment enrollment, TrustedCertificate trustedBy, boolean placed) implements Owner {}

        /// Nobody's who lets it in.
        record Unknown(Rejected why) implements Owner {}
    }

    /// Finds the owner: the account whose device it is; else the account that lists it; else the account that it was assigned to in the factory.
    Owner find(DevicePresentation presented) {
        var held = lockCurrent(presented);
        if (held.isEmpty()) {
            var placed = placePreAssigned(presented);
            if (placed.isPresent()) {
                return placed.get();
            }
            held = lockCurrent(presented);
        }
        return held.map(enrollment -> ownerBy(enrollment, presented))
                .orElseGet(() -> unknown(ClaimRules.notListed(), null));
    }

    private Owner ownerBy(Enrollment enrollment, DevicePresentation presented) {
        var holder = enrollment.accountId();
        if (!presented.accepts(holder)) {
            return unknown(ClaimRules.listedElsewhere(), holder);
        }
        var anchors = anchorsOf(holder);
        return switch (trust(presented, enrollment.preAssigned() ? anchors.admittingPreAssigned() : anchors)) {
            case Trust.By(var certificate) -> new Owner.Known(enrollment, certificate, false);
            case Trust.None(var objection, _) -> unknown(objection, holder);
        };
    }

    /// A device that comes with the `aid` of an account that proved possession of its CA needs no enrollment, unless it is held by another. Empty when that is
    /// not so, or when another transaction took the certificate's place in the meantime; nobody's when that could not be found out at once.
    private Optional<Owner> placePreAssigned(DevicePresentation presented) {
        var accountId = presented.accountHint();
        if (accountId == null || stores.deviceBlocks().contains(accountId, presented.fingerprint())) {
            return Optional.empty();
        }
        return switch (trust(presented, anchorsOf(accountId).admittingPreAssigned())) {
            case Trust.By(var certificate) -> place(presented, accountId, certificate);
            case Trust.None(var objection, _) -> objection.reason() == RefusalReason.OVERLOAD
                    ? Optional.of(unknown(objection, null))
                    : Optional.empty();
        };
    }

    private Optional<Owner> place(DevicePresentation presented, ResourceId accountId, TrustedCertificate trustedBy) {
        var place = new Enrollment(ids.next(), 1, accountId, presented.fingerprint(), true, now, now,
                new Enrollment.Claim(now, ids.next()));
        return stores.enrollments().add(place, null, now)
                ? Optional.of(new Owner.Known(place, trustedBy, true))
                : Optional.empty();
    }

    private Optional<Enrollment> lockCurrent(DevicePresentation presented) {
        return stores.enrollments().lockByFingerprint(presented.fingerprint())
                .filter(enrollment -> !enrollment.isExpired(now));
    }

    private AccountAnchors anchorsOf(ResourceId accountId) {
        return new AccountAnchors(stores.trustedCertificates().bootstrapAnchors(accountId));
    }

    private Trust trust(DevicePresentation presented, AccountAnchors anchors) {
        return ClaimRules.trust(path, presented.chain(), anchors, now);
    }

    private static Owner unknown(Objection why, @Nullable ResourceId holder) {
        return new Owner.Unknown(new Rejected(why.reason(), why.detail(), holder));
    }
}
