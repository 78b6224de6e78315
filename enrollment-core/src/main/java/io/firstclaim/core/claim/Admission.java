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
import io.firstclaim.core.device.DeviceState;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The second half of the claim: whether the account has room for the device, and the writes that make it the account's.
///
/// The row of an account is one for all claims of its devices. So its slots are taken last, by [#takeSlots]: who waits for the row waits for a commit and
/// not for a claim. What was read of the account before may be passed by then; where that could make a difference, [Passed] ends the transaction, and
/// another one locks the accounts first.
final class Admission {
    /// How long an LwM2M credential lasts: ten years, and the leap days in them.
    static final Duration CREDENTIAL_LIFETIME = Duration.ofDays(3_652);
    /// How far a server's clock may be behind the core's.
    static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);

    private final Stores stores;
    private final ResourceIds ids;
    private final Instant now;
    private final Map<ResourceId, Account> accounts = new HashMap<>();
    private final SortedMap<ResourceId, Integer> slots = new TreeMap<>();
    private boolean areLocked;

    Admission(Stores stores, ResourceIds ids, Instant now) {
        this.stores = stores;
        this.ids = ids;
        this.now = now;
    }

    /// What was read of an account is not current any more, or not sure enough to refuse a device.
    @SuppressWarnings("serial")
    static final class Passed extends RuntimeException {
        private Passed() {
            super("The account changed meanwhile", null, false, false);
        }
    }

    /// Keeps accounts as they are until the transaction ends, in the order of their ids.
    void lockAccounts(SortedSet<ResourceId> accountIds) {
        areLocked = true;
        for (var id : accountIds) {
            accounts.put(id, stores.accounts().lock(id).orElseThrow());
        }
    }

    /// Takes a slot for each device that was let in, accounts in the order of their ids. The last thing that a transaction does.
    ///
    /// @throws Passed
    ///             when an account has no room for them, or was suspended
    void takeSlots() {
        slots.forEach((account, count) -> {
            if (!stores.accounts().takeDeviceSlots(account, count)) {
                throw new Passed();
            }
        });
    }

    /// The device that the owner has already; null for one that is new.
    @Nullable
    Device deviceOf(Owner.Known owner) {
        var claim = owner.enrollment().claim();
        return claim == null || owner.placed() ? null : stores.devices().find(claim.deviceId()).orElseThrow();
    }

    /// Lets the device in, or says why not; then nothing is written.
    Verdict admit(DevicePresentation presented, Owner.Known owner) {
        var verdict = ClaimRules.objectionToAccount(account(owner.enrollment().accountId()))
                .map(objection -> rejected(objection, owner)).orElseGet(() -> admitToActive(presented, owner));
        if (verdict instanceof Rejected && owner.placed()) {
            stores.enrollments().remove(owner.enrollment().id());
        }
        return verdict;
    }

    private Verdict admitToActive(DevicePresentation presented, Owner.Known owner) {
        var device = deviceOf(owner);
        return device == null ? admitNew(presented, owner) : admitAgain(presented, owner, device);
    }

    private Verdict admitNew(DevicePresentation presented, Owner.Known owner) {
        var accountId = owner.enrollment().accountId();
        var free = account(accountId).freeDeviceSlots() - slots.getOrDefault(accountId, 0);
        if (free <= 0 && !areLocked) {
            throw new Passed();
        }
        var objection = ClaimRules.objectionToQuota(free).or(() -> objectionToName(presented, accountId));
        if (objection.isPresent()) {
            return rejected(objection.get(), owner);
        }
        slots.merge(accountId, 1, Integer::sum);
        var device = addDevice(presented, owner);
        return new Admitted(device, issue(presented, owner, device.id()), false);
    }

    private Device addDevice(DevicePresentation presented, Owner.Known owner) {
        var enrollment = owner.enrollment();
        var place = enrollment.claim();
        var deviceId = place == null ? ids.next() : place.deviceId();
        if (place == null) {
            stores.enrollments().claim(enrollment.claimedBy(deviceId, now));
        }
        var device = new Device(deviceId, 1, enrollment.accountId(), presented.endpointName(), presented.fingerprint(),
                enrollment.preAssigned(), true, DeviceState.CLOUD_ENROLLING, owner.trustedBy().id(), now, null, false,
                now);
        stores.devices().add(device);
        record(device, device.preAssigned() ? ClaimEvent.Type.PRE_ASSIGNED : ClaimEvent.Type.CLAIMED,
                "by trusted certificate " + owner.trustedBy().id());
        return device;
    }

    private Verdict admitAgain(DevicePresentation presented, Owner.Known owner, Device found) {
        var latest = stores.credentials().findLatest(found.id());
        if (latest.isPresent() && isSameAttempt(latest.get(), presented)) {
            return new Admitted(found, latest.get(), true);
        }
        var renamed = !found.endpointName().equals(presented.endpointName());
        var objection = renamed ? objectionToName(presented, found.accountId()) : Optional.<Objection>empty();
        if (objection.isPresent()) {
            return rejected(objection.get(), owner);
        }
        var before = stores.devices().lock(found.id()).orElseThrow();
        var device = before.bootstrappingAgain(presented.endpointName(), owner.trustedBy().id(), now);
        stores.devices().update(device);
        if (renamed) {
            record(device, ClaimEvent.Type.RENAMED, "was '" + before.endpointName() + "'");
        }
        record(device, ClaimEvent.Type.BOOTSTRAPPED_AGAIN, "");
        return new Admitted(device, issue(presented, owner, device.id()), true);
    }

    private Credential issue(DevicePresentation presented, Owner.Known owner, ResourceId deviceId) {
        var credential = new Credential(ids.next(), owner.enrollment().accountId(), deviceId, presented.endpointName(),
                presented.requestId().text(), presented.publicKey().hash(), now.minus(CLOCK_TOLERANCE),
                now.plus(CREDENTIAL_LIFETIME), null);
        stores.credentials().issue(credential);
        return credential;
    }

    private void record(Device device, ClaimEvent.Type type, String detail) {
        stores.history().add(new ClaimEvent(ids.next(), device.accountId(), type, device.id(), device.fingerprint(),
                device.endpointName(), detail, now));
    }

    private Account account(ResourceId accountId) {
        return accounts.computeIfAbsent(accountId, id -> stores.accounts().find(id).orElseThrow());
    }

    private Optional<Objection> objectionToName(DevicePresentation presented, ResourceId accountId) {
        var name = presented.endpointName();
        return ClaimRules.objectionToName(name, presented.fingerprint(), stores.devices().findByName(accountId, name));
    }

    private static boolean isSameAttempt(Credential latest, DevicePresentation presented) {
        return latest.requestId().equals(presented.requestId().text())
                && latest.publicKeyHash().equals(presented.publicKey().hash());
    }

    private static Verdict rejected(Objection why, Owner.Known owner) {
        return new Rejected(why.reason(), why.detail(), owner.enrollment().accountId());
    }
}
