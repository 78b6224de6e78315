package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.claim.ClaimRules.Objection;
import io.firstclaim.core.claim.Ownership.Owner;
import io.firstclaim.core.claim.Verdict.Admitted;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceName;
import io.firstclaim.core.device.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// The second half of the claim: whether the accounts have room for their devices, and what makes them the accounts'.
///
/// The row of an account is one for all claims of its devices. So its slots are taken last: who waits for the row waits for a commit and not for a claim. What
/// was read of the account before may be passed by then; where that could make a difference, the device is put off to a transaction that locks the account first.
final class Admission {
    /// How long an LwM2M credential lasts: ten years, and the leap days in them.
    static final Duration CREDENTIAL_LIFETIME = Duration.ofDays(3_652);
    /// How far a server's clock may be behind the core's.
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final Stores stores;
    private final ResourceIds ids;
    private final Instant now;
    private final AdmissionFacts facts;
    private final AdmissionWrites writes = new AdmissionWrites();

    Admission(Stores stores, ResourceIds ids, Instant now, AdmissionFacts facts) {
        this.stores = stores;
        this.ids = ids;
        this.now = now;
        this.facts = facts;
    }

    /// What the devices that were let in so far change.
    AdmissionWrites writes() {
        return writes;
    }

    /// Lets the device in, or says why not; then nothing is written for it.
    Step admit(DevicePresentation presented, Owner.Known owner) {
        var step = ClaimRules.objectionToAccount(account(owner)).<Step>map(objection -> rejected(objection, owner))
                .orElseGet(() -> admitToActive(presented, owner));
        if (owner.placed() && !(step instanceof Admitted)) {
            stores.enrollments().remove(owner.enrollment().id());
        }
        return step;
    }

    private Step admitToActive(DevicePresentation presented, Owner.Known owner) {
        return facts.deviceOf(owner).<Step>map(device -> admitAgain(presented, owner, device))
                .orElseGet(() -> admitNew(presented, owner));
    }

    private Step admitNew(DevicePresentation presented, Owner.Known owner) {
        var account = account(owner);
        var free = account.freeDeviceSlots() - writes.slots(account.id());
        if (free <= 0 && !facts.areAccountsLocked()) {
            return new Step.Crowded();
        }
        var objection = ClaimRules.objectionToQuota(free).or(() -> objectionToName(presented, account.id()));
        if (objection.isPresent()) {
            return rejected(objection.get(), owner);
        }
        writes.takeSlot(account.id());
        var device = addDevice(presented, owner);
        return new Admitted(device, issue(presented, device), false);
    }

    private Device addDevice(DevicePresentation presented, Owner.Known owner) {
        var enrollment = owner.enrollment();
        var place = enrollment.claim();
        var deviceId = place == null ? ids.next() : place.deviceId();
        if (place == null) {
            writes.claim(enrollment.claimedBy(deviceId, now));
        }
        var device = new Device(deviceId, 1, enrollment.accountId(), presented.endpointName(), presented.fingerprint(),
                enrollment.preAssigned(), true, DeviceState.CLOUD_ENROLLING, owner.trustedBy().id(), now, null, false,
                now);
        writes.add(device);
        facts.named(device);
        record(device, device.preAssigned() ? ClaimEvent.Type.PRE_ASSIGNED : ClaimEvent.Type.CLAIMED,
                "by trusted certificate " + owner.trustedBy().id());
        return device;
    }

    private Verdict admitAgain(DevicePresentation presented, Owner.Known owner, Device before) {
        var same = facts.latestOf(before).filter(latest -> isSameAttempt(latest, presented));
        if (same.isPresent()) {
            return new Admitted(before, same.get(), true);
        }
        var renamed = !before.endpointName().equals(presented.endpointName());
        var objection = renamed ? objectionToName(presented, before.accountId()) : Optional.<Objection>empty();
        if (objection.isPresent()) {
            return rejected(objection.get(), owner);
        }
        var device = before.bootstrappingAgain(presented.endpointName(), owner.trustedBy().id(), now);
        if (renamed) {
            writes.rename(device);
            facts.renamed(before, device);
            record(device, ClaimEvent.Type.RENAMED, "was '" + before.endpointName() + "'");
        } else {
            writes.update(device);
        }
        record(device, ClaimEvent.Type.BOOTSTRAPPED_AGAIN, "");
        return new Admitted(device, issue(presented, device), true);
    }

    static boolean isSameAttempt(Credential latest, DevicePresentation presented) {
        return latest.requestId().equals(presented.requestId().text())
                && latest.publicKeyHash().equals(presented.publicKey().hash());
    }

    private Credential issue(DevicePresentation presented, Device device) {
        var credential = new Credential(ids.next(), device.accountId(), device.id(), presented.endpointName(),
                presented.requestId().text(), presented.publicKey().hash(), now.minus(CLOCK_TOLERANCE),
                now.plus(CREDENTIAL_LIFETIME), null);
        writes.issue(credential);
        return credential;
    }

    private void record(Device device, ClaimEvent.Type type, String detail) {
        writes.record(new ClaimEvent(ids.next(), device.accountId(), type, device.id(), device.fingerprint(),
                device.endpointName(), detail, now));
    }

    private Account account(Owner.Known owner) {
        return facts.account(owner.enrollment().accountId());
    }

    private Optional<Objection> objectionToName(DevicePresentation presented, ResourceId accountId) {
        var name = presented.endpointName();
        return ClaimRules.objectionToName(name, presented.fingerprint(),
                facts.bearerOf(new DeviceName(accountId, name)));
    }

    private static Verdict rejected(Objection why, Owner.Known owner) {
        return new Rejected(why.reason(), why.detail(), owner.enrollment().accountId());
    }
}
