package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Optional;

/// The devices of all accounts. A certificate and, within an account, an endpoint name belong to one live device
/// at most.
public interface Devices {
    /// Adds a live device. The account must be locked and the name free.
    void add(Device device);

    /// A device of any account, live or gone.
    Optional<Device> find(ResourceId id);

    /// The same, and keeps others from changing it until the transaction ends.
    Optional<Device> lock(ResourceId id);

    /// A live device of the account.
    Optional<Device> find(ResourceId accountId, ResourceId id);

    /// The live device of the account that has the name.
    Optional<Device> findByName(ResourceId accountId, EndpointName name);

    /// A live device of the account, as it is shown.
    Optional<DeviceView> view(ResourceId accountId, ResourceId id);

    /// Live devices of the account, as they are shown.
    List<DeviceView> list(ResourceId accountId, Selection<DeviceView> selection);

    /// How many live devices of the account fulfil all criteria.
    long count(ResourceId accountId, List<Criterion<DeviceView>> criteria);

    /// Writes the changed device, which must be locked; one that is no longer live gives up its certificate and
    /// its name.
    void update(Device changed);
}
