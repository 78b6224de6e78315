package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.enrollment.Enrollment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/// What the devices of a group that were let in change, kept until all are decided and then written at once.
final class AdmissionWrites {
    private static final Comparator<Device> BY_NAME = Comparator.comparing(Device::accountId)
            .thenComparing(device -> device.endpointName().text());

    private final List<Enrollment> claims = new ArrayList<>();
    private final List<Device> renamed = new ArrayList<>();
    private final List<Device> updated = new ArrayList<>();
    private final List<Device> added = new ArrayList<>();
    private final List<Credential> issued = new ArrayList<>();
    private final List<ClaimEvent> events = new ArrayList<>();
    private final SortedMap<ResourceId, Integer> slots = new TreeMap<>();

    void claim(Enrollment claimed) {
        claims.add(claimed);
    }

    void rename(Device device) {
        renamed.add(device);
    }

    void update(Device device) {
        updated.add(device);
    }

    void add(Device device) {
        added.add(device);
    }

    void issue(Credential credential) {
        issued.add(credential);
    }

    void record(ClaimEvent event) {
        events.add(event);
    }

    void takeSlot(ResourceId account) {
        slots.merge(account, 1, Integer::sum);
    }

    /// How many slots of the account are to be taken so far.
    int slots(ResourceId account) {
        return slots.getOrDefault(account, 0);
    }

    /// Whether nothing changes.
    boolean isEmpty() {
        return issued.isEmpty();
    }

    /// Writes everything. Names are given up before they are taken, and taken by new devices in one order by all transactions, since who takes one waits for
    /// whoever took it and has not committed. The slots come last of all, accounts in the order of their ids.
    ///
    /// @return false when an account has no room for its devices, or was suspended: then the transaction has to be undone
    boolean write(Stores stores) {
        stores.enrollments().claimAll(claims);
        renamed.forEach(device -> stores.devices().update(device));
        stores.devices().updateAll(updated);
        stores.devices().addAll(added.stream().sorted(BY_NAME).toList());
        stores.credentials().issueAll(issued);
        stores.history().addAll(events);
        return stores.accounts().takeDeviceSlots(slots);
    }
}
