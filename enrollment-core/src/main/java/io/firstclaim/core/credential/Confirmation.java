package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimEvent;
import java.time.Instant;

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
        var device = stores.devices().lock(credential.deviceId());
        if (device.isEmpty() || !stores.credentials().confirm(credential.id(), now)) {
            return stores.credentials().find(credential.id()).filter(Credential::isConfirmed).isPresent();
        }
        var bootstrapped = device.get().bootstrapped(now);
        stores.devices().update(bootstrapped);
        stores.history().add(new ClaimEvent(ids.next(), bootstrapped.accountId(), ClaimEvent.Type.CONFIRMED,
                bootstrapped.id(), bootstrapped.fingerprint(), bootstrapped.endpointName(),
                "credential " + credential.id(), now));
        return true;
    }
}
