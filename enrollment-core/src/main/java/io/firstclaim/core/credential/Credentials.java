package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.Optional;

/// The LwM2M credentials of devices. One that is not here is not good.
public interface Credentials {
    /// Adds an issued credential and removes the device's other one that was not confirmed. The device must be locked
    /// or new.
    void issue(Credential credential);

    Optional<Credential> find(ResourceId id);

    /// The credential issued last to the device, confirmed or not.
    Optional<Credential> findLatest(ResourceId deviceId);

    /// Records the acknowledgement and removes the device's other credentials. False when there is none of that id that
    /// waits for it. The device must be locked.
    boolean confirm(ResourceId id, Instant now);

    /// Removes all of the device.
    void removeAll(ResourceId deviceId);
}
