package io.firstclaim.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Deque;
import java.util.Optional;

/// Leases in memory.
public final class FakeLeases implements Leases {
    private final FakeTable<String, Lease> table;
    private Duration passed = Duration.ZERO;

    public FakeLeases(Deque<Runnable> undo) {
        table = new FakeTable<>(undo);
    }

    /// Lets time pass for the leases.
    void pass(Duration time) {
        passed = passed.plus(time);
    }

    @Override
    public Optional<Lease> acquire(String name, ResourceId holder, Duration length) {
        var before = table.find(name);
        var held = before.filter(this::isHeld);
        if (held.isPresent() && !held.get().holder().equals(holder)) {
            return Optional.empty();
        }
        var epoch = held.map(Lease::epoch).orElseGet(() -> before.map(lease -> lease.epoch() + 1).orElse(1L));
        var lease = new Lease(name, holder, epoch, now().plus(length));
        table.put(name, lease);
        return Optional.of(lease);
    }

    @Override
    public boolean renew(Lease lease, Duration length) {
        var held = current(lease).filter(this::isHeld);
        held.ifPresent(found -> table.put(lease.name(), expiring(found, now().plus(length))));
        return held.isPresent();
    }

    @Override
    public void release(Lease lease) {
        current(lease).ifPresent(found -> table.put(lease.name(), expiring(found, Instant.EPOCH)));
    }

    private boolean isHeld(Lease lease) {
        return lease.expiresAt().isAfter(now());
    }

    private Instant now() {
        return Instant.now().plus(passed);
    }

    private Optional<Lease> current(Lease lease) {
        return table.find(lease.name())
                .filter(found -> found.holder().equals(lease.holder()) && found.epoch() == lease.epoch());
    }

    private static Lease expiring(Lease lease, Instant at) {
        return new Lease(lease.name(), lease.holder(), lease.epoch(), at);
    }
}
