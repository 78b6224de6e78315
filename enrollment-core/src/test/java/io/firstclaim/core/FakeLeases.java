package io.firstclaim.core;

import java.time.Instant;
import java.util.Deque;
import java.util.Optional;

/// Leases in memory.
public final class FakeLeases implements Leases {
    private final FakeTable<String, Lease> table;

    public FakeLeases(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    @Override
    public Optional<Lease> acquire(String name, ResourceId holder, Instant now, Instant until) {
        var before = table.find(name);
        var held = before.filter(lease -> lease.expiresAt().isAfter(now));
        if (held.isPresent() && !held.get().holder().equals(holder)) {
            return Optional.empty();
        }
        var epoch = held.map(Lease::epoch).orElseGet(() -> before.map(lease -> lease.epoch() + 1).orElse(1L));
        var lease = new Lease(name, holder, epoch, until);
        table.put(name, lease);
        return Optional.of(lease);
    }

    @Override
    public boolean renew(Lease lease, Instant now, Instant until) {
        var held = current(lease).filter(found -> found.expiresAt().isAfter(now));
        held.ifPresent(found -> table.put(lease.name(), expiring(found, until)));
        return held.isPresent();
    }

    @Override
    public void release(Lease lease) {
        current(lease).ifPresent(found -> table.put(lease.name(), expiring(found, Instant.EPOCH)));
    }

    private Optional<Lease> current(Lease lease) {
        return table.find(lease.name())
                .filter(found -> found.holder().equals(lease.holder()) && found.epoch() == lease.epoch());
    }

    private static Lease expiring(Lease lease, Instant at) {
        return new Lease(lease.name(), lease.holder(), lease.epoch(), at);
    }
}
