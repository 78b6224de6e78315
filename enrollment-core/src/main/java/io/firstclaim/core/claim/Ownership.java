package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimRules.Objection;
import io.firstclaim.core.claim.ClaimRules.Trust;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.core.trust.TrustedCertificate;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The first half of the claim: whose devices are, and whether those accounts trust their CAs.
///
/// Locks the enrollments of all of them first, in the order of their fingerprints; a place for a device that comes pre-assigned is added afterwards.
final class Ownership {
    private final Stores stores;
    private final TrustPath path;
    private final ResourceIds ids;
    private final Instant now;
    private final Map<ResourceId, AccountAnchors> anchors = new HashMap<>();
    private boolean wrote;

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

        /// Nobody's who lets it in, or that could not be found out.
        record Unknown(Step why) implements Owner {}
    }

    /// Finds the owner of each: the account whose device it is; else the account that lists it; else the account that it was assigned to in the factory.
    ///
    /// @param presented
    ///            each device once
    /// @param waits
    ///            for enrollments that another transaction has locked; else their devices are put off
    Map<Fingerprint, Owner> find(SortedMap<Fingerprint, DevicePresentation> presented, boolean waits) {
        var wanted = new TreeSet<>(presented.keySet());
        var locked = waits ? stores.enrollments().lockByFingerprints(wanted) : stores.enrollments().lockFree(wanted);
        locked.forEach(enrollment -> wanted.remove(enrollment.fingerprint()));
        var busy = waits || wanted.isEmpty()
                ? Set.<Fingerprint>of()
                : stores.enrollments().findByFingerprints(wanted).stream().map(Enrollment::fingerprint)
                        .collect(Collectors.toSet());
        var held = locked.stream().filter(enrollment -> !enrollment.isExpired(now))
                .collect(Collectors.toMap(Enrollment::fingerprint, enrollment -> enrollment));
        readAnchors(presented, held);
        var owners = new HashMap<Fingerprint, Owner>();
        presented.forEach((device, presentation) -> owners.put(device, busy.contains(device)
                ? new Owner.Unknown(new Step.Busy())
                : ownerOf(presentation, held.get(device))));
        return owners;
    }

    /// Whether it tried to add a place.
    boolean wrote() {
        return wrote;
    }

    private void readAnchors(Map<Fingerprint, DevicePresentation> presented, Map<Fingerprint, Enrollment> held) {
        var accounts = new HashSet<ResourceId>();
        presented.forEach((device, presentation) -> {
            var enrollment = held.get(device);
            var hint = presentation.accountHint();
            if (enrollment != null) {
                accounts.add(enrollment.accountId());
            } else if (hint != null) {
                accounts.add(hint);
            }
        });
        var read = stores.trustedCertificates().bootstrapAnchors(accounts).stream()
                .collect(Collectors.groupingBy(TrustedCertificate::accountId));
        accounts.forEach(account -> anchors.put(account,
                new AccountAnchors(read.getOrDefault(account, List.of()))));
    }

    private Owner ownerOf(DevicePresentation presented, @Nullable Enrollment held) {
        if (held != null) {
            return ownerBy(held, presented);
        }
        var hint = presented.accountHint();
        if (hint == null || stores.deviceBlocks().contains(hint, presented.fingerprint())) {
            return unknown(ClaimRules.notListed(), null);
        }
        return placePreAssigned(presented, hint);
    }

    private Owner ownerBy(Enrollment enrollment, DevicePresentation presented) {
        var holder = enrollment.accountId();
        if (!presented.accepts(holder)) {
            return unknown(ClaimRules.listedElsewhere(), holder);
        }
        var all = anchorsOf(holder);
        var fitting = enrollment.preAssigned() ? all.admittingPreAssigned() : all;
        return switch (trust(presented, fitting)) {
            case Trust.By(var certificate) -> new Owner.Known(enrollment, certificate, false);
            case Trust.None(var objection, _) -> objection.reason() == RefusalReason.OVERLOAD
                    ? new Owner.Unknown(new Step.Unverified(fitting, holder))
                    : unknown(objection, holder);
        };
    }

    /// A device that comes with the `aid` of an account that proved possession of its CA needs no enrollment, unless it is held by another.
    private Owner placePreAssigned(DevicePresentation presented, ResourceId accountId) {
        var fitting = anchorsOf(accountId).admittingPreAssigned();
        return switch (trust(presented, fitting)) {
            case Trust.By(var certificate) -> place(presented, accountId, certificate)
                    .orElseGet(() -> lockCurrent(presented).map(enrollment -> ownerBy(enrollment, presented))
                            .orElseGet(() -> unknown(ClaimRules.notListed(), null)));
            case Trust.None(var objection, _) -> objection.reason() == RefusalReason.OVERLOAD
                    ? new Owner.Unknown(new Step.Unverified(fitting, null))
                    : unknown(ClaimRules.notListed(), null);
        };
    }

    /// Empty when another transaction took the certificate's place in the meantime.
    private Optional<Owner> place(DevicePresentation presented, ResourceId accountId, TrustedCertificate trustedBy) {
        wrote = true;
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
        return anchors.computeIfAbsent(accountId,
                id -> new AccountAnchors(stores.trustedCertificates().bootstrapAnchors(id)));
    }

    private Trust trust(DevicePresentation presented, AccountAnchors fitting) {
        return ClaimRules.trust(path.findByRemembered(presented.chain(), fitting, now), fitting);
    }

    private static Owner unknown(Objection why, @Nullable ResourceId holder) {
        return new Owner.Unknown(new Rejected(why.reason(), why.detail(), holder));
    }
}
