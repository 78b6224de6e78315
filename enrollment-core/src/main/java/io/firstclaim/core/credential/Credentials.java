package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The LwM2M credentials of devices. One that is not here is not good.
public interface Credentials {
    /// Adds an issued credential and removes the device's other one that was not confirmed. The device must be locked
    /// or new.
    default void issue(Credential credential) {
        issueAll(List.of(credential));
    }

    /// The same for many devices, one for each.
    void issueAll(List<Credential> credentials);

    Optional<Credential> find(ResourceId id);

    /// Those of these ids that there are.
    List<Credential> findAll(Set<ResourceId> ids);

    /// Those issued last to these devices, confirmed or not.
    List<Credential> findLatest(Set<ResourceId> deviceIds);

    /// The credential issued last to the device, confirmed or not.
    Optional<Credential> findLatest(ResourceId deviceId);

    /// Records the acknowledgement and removes the device's other credentials. False when there is none of that id that
    /// waits for it. The device must be locked.
    default boolean confirm(ResourceId id, Instant now) {
        return !confirmAll(List.of(id), now).isEmpty();
    }

    /// The same for credentials of different devices. Those that waited for it.
    Set<ResourceId> confirmAll(List<ResourceId> ids, Instant now);

    /// Removes all of the device.
    void removeAll(ResourceId deviceId);
}
