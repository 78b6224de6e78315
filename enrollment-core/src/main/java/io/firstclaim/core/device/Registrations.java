package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The registrations of devices, at most one each.
public interface Registrations {
    /// Writes the registration of a device in the place of the one it may have. The device must be locked.
    void put(Registration registration);

    Optional<Registration> find(ResourceId deviceId);

    /// False when there was none.
    boolean remove(ResourceId deviceId);

    /// Devices whose registration has ended by its lifetime, at most `limit`.
    List<ResourceId> expired(Instant now, int limit);
}
