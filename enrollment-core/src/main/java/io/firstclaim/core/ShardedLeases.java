package io.firstclaim.core;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// A core's leases of one kind of work, which is shared out by id: 16 leases however many ids there are, so that up to 16 cores share it.
public final class ShardedLeases {
    private static final int SHARDS = 16;

    private final String work;
    private final ResourceId core;
    private final Duration length;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();

    /// @param core
    ///            an id that the core made when it started
    /// @param length
    ///            how long the work of a core that died waits for another
    public ShardedLeases(String work, ResourceId core, Duration length) {
        this.work = work;
        this.core = core;
        this.length = length;
    }

    /// Takes or prolongs the lease that an id falls under, and locks it until the transaction ends. Empty while another core has it.
    public Optional<Lease> acquire(ResourceId id, Instant now, Stores stores) {
        var name = work + "-" + Math.floorMod(id.low(), SHARDS);
        var lease = stores.leases().acquire(name, core, now, now.plus(length));
        lease.ifPresent(taken -> held.put(name, taken));
        return lease;
    }

    /// Prolongs a lease, and locks it until the transaction ends. False when it is another core's by now.
    public boolean renew(Lease lease, Instant now, Stores stores) {
        return stores.leases().renew(lease, now, now.plus(length));
    }

    /// Lets other cores go on at once.
    public void release(Transactions transactions) {
        transactions.inTransaction(stores -> {
            held.values().forEach(stores.leases()::release);
            return held.size();
        });
    }
}
