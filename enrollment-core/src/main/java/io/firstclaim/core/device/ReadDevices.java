package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads the devices of the caller's account.
public final class ReadDevices {
    private final Transactions transactions;

    public ReadDevices(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One of them.
    public DeviceView get(Caller caller, ResourceId id) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(
                stores -> stores.devices().find(accountId, id).map(device -> view(device, stores)))
                .orElseThrow(() -> FirstclaimException.notFound("device", id));
    }

    /// All of them, or those in a state; the one of a name when it is given.
    public Page<DeviceView> list(Caller caller, @Nullable DeviceState state, @Nullable EndpointName name,
            PageRequest page) {
        var accountId = caller.requireReader();
        return transactions.inTransaction(stores -> name == null
                ? Page.read(page, view -> view.device().id(),
                        (after, limit) -> views(stores.devices().list(accountId, state, after, limit), stores))
                : named(accountId, name, state, stores));
    }

    private static Page<DeviceView> named(ResourceId accountId, EndpointName name, @Nullable DeviceState state,
            Stores stores) {
        return new Page<>(stores.devices().findByName(accountId, name)
                .filter(device -> state == null || device.state() == state)
                .map(device -> List.of(view(device, stores))).orElse(List.of()), null);
    }

    private static List<DeviceView> views(List<Device> devices, Stores stores) {
        return devices.stream().map(device -> view(device, stores)).toList();
    }

    private static DeviceView view(Device device, Stores stores) {
        return new DeviceView(device, stores.registrations().find(device.id()).orElse(null));
    }
}
