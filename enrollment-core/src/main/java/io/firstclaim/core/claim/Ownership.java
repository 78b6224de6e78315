package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
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
                .orElseGet(() -> notRegistered("no account lists the device", null));
    }

    private Owner ownerBy(Enrollment enrollment, DevicePresentation presented) {
        var holder = enrollment.accountId();
        if (!presented.accepts(holder)) {
            return notRegistered("the device asks for another account than the one that lists it", holder);
        }
        var anchors = anchorsOf(holder);
        return trustedBy(presented, enrollment.preAssigned() ? anchors.admittingPreAssigned() : anchors)
                .<Owner>map(certificate -> new Owner.Known(enrollment, certificate, false))
                .orElseGet(() -> new Owner.Unknown(new Rejected(RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT,
                        "the account that lists the device does not trust its CA", holder)));
    }

    /// A device that comes with the `aid` of an account that proved possession of its CA needs no enrollment, unless it is held by another. Empty when that is
    /// not so, or when another transaction took the certificate's place in the meantime.
    private Optional<Owner> placePreAssigned(DevicePresentation presented) {
        var accountId = presented.accountHint();
        if (accountId == null || stores.deviceBlocks().contains(accountId, presented.fingerprint())) {
            return Optional.empty();
        }
        var trustedBy = trustedBy(presented, anchorsOf(accountId).admittingPreAssigned());
        if (trustedBy.isEmpty()) {
            return Optional.empty();
        }
        var place = new Enrollment(ids.next(), 1, accountId, presented.fingerprint(), true, now, now,
                new Enrollment.Claim(now, ids.next()));
        return stores.enrollments().add(place, null, now)
                ? Optional.of(new Owner.Known(place, trustedBy.get(), true))
                : Optional.empty();
    }

    private Optional<Enrollment> lockCurrent(DevicePresentation presented) {
        return stores.enrollments().lockByFingerprint(presented.fingerprint())
                .filter(enrollment -> !enrollment.isExpired(now));
    }

    private AccountAnchors anchorsOf(ResourceId accountId) {
        return new AccountAnchors(stores.trustedCertificates().bootstrapAnchors(accountId));
    }

    private Optional<TrustedCertificate> trustedBy(DevicePresentation presented, AccountAnchors anchors) {
        return path.find(presented.chain(), anchors, now) instanceof Trusted trusted
                ? anchors.find(trusted.fingerprint())
                : Optional.empty();
    }

    private static Owner notRegistered(String detail, @Nullable ResourceId holder) {
        return new Owner.Unknown(new Rejected(RefusalReason.ENROLLMENT_NOT_REGISTERED, detail, holder));
    }
}
