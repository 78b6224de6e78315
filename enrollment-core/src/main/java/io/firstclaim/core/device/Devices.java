package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;

/// The devices of all accounts. A certificate and, within an account, an endpoint name belong to one live device
/// at most.
public interface Devices {
    /// Adds a live device, whose name must be free.
    default void add(Device device) {
        addAll(List.of(device));
    }

    /// Adds many.
    void addAll(List<Device> devices);

    /// A device of any account, live or gone.
    Optional<Device> find(ResourceId id);

    /// The same, and keeps others from changing it until the transaction ends.
    Optional<Device> lock(ResourceId id);

    /// Those of these ids that there are, live or gone.
    List<Device> findAll(Set<ResourceId> ids);

    /// The same, and keeps others from changing them until the transaction ends. They are locked in the order of their ids.
    List<Device> lockAll(SortedSet<ResourceId> ids);

    /// A live device of the account.
    Optional<Device> find(ResourceId accountId, ResourceId id);

    /// The live device of the account that has the name.
    Optional<Device> findByName(ResourceId accountId, EndpointName name);

    /// The live devices that have one of these names.
    List<Device> findByNames(Set<DeviceName> names);

    /// A live device of the account, as it is shown.
    Optional<DeviceView> view(ResourceId accountId, ResourceId id);

    /// Live devices of the account, as they are shown.
    List<DeviceView> list(ResourceId accountId, Selection<DeviceView> selection);

    /// How many live devices of the account fulfil all criteria.
    long count(ResourceId accountId, List<Criterion<DeviceView>> criteria);

    /// Writes the changed device, which must be locked; one that is no longer live gives up its certificate and
    /// its name.
    void update(Device changed);

    /// Writes many, each of which keeps its name or takes one that no other of them has or gives up.
    void updateAll(List<Device> changed);
}
