package io.firstclaim.core.device;

import io.firstclaim.core.FakeTable;
import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Registrations in memory.
public final class FakeRegistrations implements Registrations {
    private final FakeTable<ResourceId, Registration> table;
    private final Devices devices;

    public FakeRegistrations(FakeTable<ResourceId, Registration> table, Devices devices) {
        this.table = table;
        this.devices = devices;
    }

    @Override
    public void put(Registration registration) {
        if (devices.find(registration.deviceId()).isEmpty()) {
            throw new IllegalStateException("There is no device of the registration");
        }
        table.put(registration.deviceId(), registration);
    }

    @Override
    public Optional<Registration> find(ResourceId deviceId) {
        return table.find(deviceId);
    }

    @Override
    public boolean remove(ResourceId deviceId) {
        return table.remove(deviceId);
    }

    @Override
    public List<ResourceId> expired(Instant now, int limit) {
        return table.rows().filter(registration -> !now.isBefore(registration.expiresAt()))
                .sorted(Comparator.comparing(Registration::expiresAt)).limit(limit).map(Registration::deviceId)
                .toList();
    }
}
