package io.firstclaim.core.device;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Devices in memory.
public final class FakeDevices implements Devices {
    private final FakeTable<ResourceId, Device> table;

    public FakeDevices(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public void add(Device device) {
        requireFree(device);
        table.put(device.id(), device);
    }

    @Override
    public Optional<Device> find(ResourceId id) {
        return table.find(id);
    }

    @Override
    public Optional<Device> lock(ResourceId id) {
        return find(id);
    }

    @Override
    public Optional<Device> find(ResourceId accountId, ResourceId id) {
        return find(id).filter(device -> device.live() && device.accountId().equals(accountId));
    }

    @Override
    public Optional<Device> findByName(ResourceId accountId, EndpointName name) {
        return live(accountId, null).filter(device -> device.endpointName().equals(name)).findFirst();
    }

    @Override
    public List<Device> list(ResourceId accountId, @Nullable DeviceState state, @Nullable ResourceId after,
            int limit) {
        return live(accountId, after).filter(device -> state == null || device.state() == state).limit(limit).toList();
    }

    @Override
    public void update(Device changed) {
        table.get(changed.id());
        requireFree(changed);
        table.put(changed.id(), changed);
    }

    private void requireFree(Device device) {
        if (device.live() && table.rows().filter(other -> other.live() && !other.id().equals(device.id()))
                .anyMatch(other -> collide(device, other))) {
            throw new IllegalStateException("The certificate or the name of the device is taken");
        }
    }

    private static boolean collide(Device one, Device other) {
        return one.fingerprint().equals(other.fingerprint())
                || (one.accountId().equals(other.accountId()) && one.endpointName().equals(other.endpointName()));
    }

    private Stream<Device> live(ResourceId accountId, @Nullable ResourceId after) {
        return table.rowsAfter(after).filter(device -> device.live() && device.accountId().equals(accountId));
    }
}
