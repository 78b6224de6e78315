package io.firstclaim.core.device;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.TrustedCertificates;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.stream.Stream;

/// Devices in memory.
public final class FakeDevices implements Devices {
    private final FakeTable<ResourceId, Device> table;
    private final FakeTable<ResourceId, Registration> registrations;
    private final TrustedCertificates certificates;

    /// @param registrations
    ///            of the devices, by their ids
    public FakeDevices(Deque<Runnable> undo, FakeTable<ResourceId, Registration> registrations,
            TrustedCertificates certificates) {
        table = new FakeTable<>(undo);
        this.registrations = registrations;
        this.certificates = certificates;
    }

    @Override
    public void addAll(List<Device> devices) {
        for (var device : devices) {
            requireFree(device);
            table.put(device.id(), device);
        }
    }

    @Override
    public List<Device> findAll(Set<ResourceId> ids) {
        return table.rows().filter(device -> ids.contains(device.id())).toList();
    }

    @Override
    public List<Device> lockAll(SortedSet<ResourceId> ids) {
        return findAll(ids);
    }

    @Override
    public List<Device> findByNames(Set<DeviceName> names) {
        return table.rows().filter(device -> device.live() && names.contains(DeviceName.of(device))).toList();
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
        return live(accountId).filter(device -> device.endpointName().equals(name)).findFirst();
    }

    @Override
    public Optional<DeviceView> view(ResourceId accountId, ResourceId id) {
        return find(accountId, id).map(this::shown);
    }

    @Override
    public List<DeviceView> list(ResourceId accountId, Selection<DeviceView> selection) {
        return selection.from(live(accountId).map(this::shown), DeviceView::id);
    }

    @Override
    public long count(ResourceId accountId, List<Criterion<DeviceView>> criteria) {
        return live(accountId).map(this::shown).filter(view -> Selection.fulfils(view, criteria)).count();
    }

    @Override
    public void update(Device changed) {
        table.get(changed.id());
        requireFree(changed);
        table.put(changed.id(), changed);
    }

    @Override
    public void updateAll(List<Device> changed) {
        changed.forEach(this::update);
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

    private DeviceView shown(Device device) {
        return new DeviceView(device, registrations.find(device.id()).orElse(null),
                certificates.find(device.accountId(), device.trustedCertificateId())
                        .map(certificate -> certificate.ca().fingerprint()).orElse(null));
    }

    private Stream<Device> live(ResourceId accountId) {
        return table.rows().filter(device -> device.live() && device.accountId().equals(accountId));
    }
}
