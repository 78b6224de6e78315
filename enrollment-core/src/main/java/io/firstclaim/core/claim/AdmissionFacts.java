package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.claim.Ownership.Owner;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceName;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/// What the second half of the claim has to know of accounts and devices, read at once for all devices of a group. What is decided for one of them is told
/// to it, so that the next ones see it.
final class AdmissionFacts {
    private final boolean areAccountsLocked;
    private final Map<ResourceId, Account> accounts;
    private final Map<ResourceId, Device> devices;
    private final Map<ResourceId, Credential> latest;
    private final Map<DeviceName, Optional<Device>> bearers = new HashMap<>();

    /// A device and the account that lets it in.
    record Case(DevicePresentation presented, Owner.Known owner) {
        private ResourceId accountId() {
            return owner.enrollment().accountId();
        }

        private DeviceName wantedName() {
            return new DeviceName(accountId(), presented.endpointName());
        }

        private Optional<ResourceId> deviceId() {
            var claim = owner.enrollment().claim();
            return claim == null || owner.placed() ? Optional.empty() : Optional.of(claim.deviceId());
        }
    }

    /// Reads. Devices that come again are locked, in the order of their ids, and before them the accounts in theirs if that is asked for.
    AdmissionFacts(Stores stores, Collection<Case> cases, boolean lockAccounts) {
        this.areAccountsLocked = lockAccounts;
        var known = cases.stream().flatMap(each -> each.deviceId().stream()).collect(Collectors.toSet());
        this.devices = known.isEmpty() ? Map.of() : byId(stores.devices().findAll(known), Device::id);
        this.accounts = accounts(stores, cases);
        this.latest = known.isEmpty() ? Map.of() : byId(stores.credentials().findLatest(known), Credential::deviceId);
        lockDevices(stores, cases);
        readNames(stores, cases);
    }

    /// Where accounts are locked, only those that may get a device, or whose device may get another name.
    private Map<ResourceId, Account> accounts(Stores stores, Collection<Case> cases) {
        var all = cases.stream().map(Case::accountId).collect(Collectors.toSet());
        var locked = new TreeSet<ResourceId>();
        if (areAccountsLocked) {
            cases.stream().filter(this::mayChangeItsAccount).map(Case::accountId).forEach(locked::add);
        }
        all.removeAll(locked);
        var read = new HashMap<ResourceId, Account>();
        (locked.isEmpty() ? Set.<Account>of() : stores.accounts().lockAll(locked))
                .forEach(account -> read.put(account.id(), account));
        (all.isEmpty() ? Set.<Account>of() : stores.accounts().findAll(all))
                .forEach(account -> read.put(account.id(), account));
        return read;
    }

    private boolean mayChangeItsAccount(Case one) {
        return deviceOf(one.owner).filter(device -> device.endpointName().equals(one.presented.endpointName()))
                .isEmpty();
    }

    private void lockDevices(Stores stores, Collection<Case> cases) {
        var again = new TreeSet<ResourceId>();
        for (var each : cases) {
            each.deviceId().filter(id -> !Optional.ofNullable(latest.get(id))
                    .filter(credential -> Admission.isSameAttempt(credential, each.presented)).isPresent())
                    .ifPresent(again::add);
        }
        if (!again.isEmpty()) {
            stores.devices().lockAll(again).forEach(device -> devices.put(device.id(), device));
        }
    }

    private void readNames(Stores stores, Collection<Case> cases) {
        var wanted = new HashSet<DeviceName>();
        for (var each : cases) {
            if (mayChangeItsAccount(each)) {
                wanted.add(each.wantedName());
            }
        }
        if (!wanted.isEmpty()) {
            stores.devices().findByNames(wanted)
                    .forEach(device -> bearers.put(DeviceName.of(device), Optional.of(device)));
        }
    }

    /// Whether no account that changes can be changed by another transaction.
    boolean areAccountsLocked() {
        return areAccountsLocked;
    }

    Account account(ResourceId id) {
        return Objects.requireNonNull(accounts.get(id), "There is no account " + id);
    }

    /// The device that the owner has already; empty for one that is new.
    Optional<Device> deviceOf(Owner.Known owner) {
        var claim = owner.enrollment().claim();
        return claim == null || owner.placed()
                ? Optional.empty()
                : Optional.of(Objects.requireNonNull(devices.get(claim.deviceId()), "There is no claimed device"));
    }

    /// The credential issued last to a device.
    Optional<Credential> latestOf(Device device) {
        return Optional.ofNullable(latest.get(device.id()));
    }

    /// The device that has a name.
    Optional<Device> bearerOf(DeviceName name) {
        return bearers.getOrDefault(name, Optional.empty());
    }

    /// A new device has its name.
    void named(Device device) {
        bearers.put(DeviceName.of(device), Optional.of(device));
    }

    /// A device has another name.
    void renamed(Device before, Device after) {
        bearers.put(DeviceName.of(before), Optional.empty());
        named(after);
    }

    private static <T> Map<ResourceId, T> byId(Collection<T> rows, Function<T, ResourceId> id) {
        return rows.stream().collect(Collectors.toMap(id, row -> row, (_, second) -> second, HashMap::new));
    }
}
