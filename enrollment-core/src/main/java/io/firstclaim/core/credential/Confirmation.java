package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.device.Device;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// How an issued credential becomes the device's: by its acknowledgement, or by its first registration, whichever comes first.
public final class Confirmation {
    private final Stores stores;
    private final ResourceIds ids;
    private final Instant now;

    public Confirmation(Stores stores, ResourceIds ids, Instant now) {
        this.stores = stores;
        this.ids = ids;
        this.now = now;
    }

    /// Confirms a credential and retires the one before. False when it was superseded or cancelled; true without a change when it is confirmed by now.
    /// Locks the device.
    public boolean confirm(Credential credential) {
        return !confirm(List.of(credential)).isEmpty();
    }

    /// Confirms many, and says which of them are confirmed then. Locks their devices, in the order of their ids.
    Set<ResourceId> confirm(Collection<Credential> credentials) {
        var devices = new HashMap<ResourceId, Device>();
        stores.devices().lockAll(credentials.stream().map(Credential::deviceId)
                .collect(Collectors.toCollection(TreeSet::new))).forEach(device -> devices.put(device.id(), device));
        var all = credentials.stream().filter(credential -> devices.containsKey(credential.deviceId())).toList();
        var waited = stores.credentials().confirmAll(all.stream().map(Credential::id).toList(), now);
        record(all.stream().filter(credential -> waited.contains(credential.id())).toList(), devices);
        var others = credentials.stream().map(Credential::id).filter(id -> !waited.contains(id))
                .collect(Collectors.toSet());
        return Stream.concat(waited.stream(), (others.isEmpty()
                ? List.<Credential>of()
                : stores.credentials()
                        .findAll(others))
                .stream().filter(Credential::isConfirmed).map(Credential::id))
                .collect(Collectors.toSet());
    }

    private void record(List<Credential> confirmed, Map<ResourceId, Device> devices) {
        var changed = new ArrayList<Device>();
        var events = new ArrayList<ClaimEvent>();
        for (var credential : confirmed) {
            var device = Objects.requireNonNull(devices.get(credential.deviceId())).bootstrapped(now);
            changed.add(device);
            events.add(new ClaimEvent(ids.next(), device.accountId(), ClaimEvent.Type.CONFIRMED, device.id(),
                    device.fingerprint(), device.endpointName(), "credential " + credential.id(), now));
        }
        stores.devices().updateAll(changed);
        stores.history().addAll(events);
    }
}
