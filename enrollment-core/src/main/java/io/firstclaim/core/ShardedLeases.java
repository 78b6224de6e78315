package io.firstclaim.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/// A core's leases of one kind of work, which is shared out by id: 16 leases however many ids there are, so that up to 16 cores share it.
public final class ShardedLeases {
    /// How long a core leaves alone what it found in another's hands.
    static final Duration LEFT_ALONE = Duration.ofMillis(500);

    private static final int SHARDS = 16;

    private final String work;
    private final ResourceId core;
    private final Duration length;
    private final InstantSource clock;
    private final Map<String, Lease> held = new ConcurrentHashMap<>();
    private final Map<String, Instant> leftAloneUntil = new ConcurrentHashMap<>();

    /// @param core
    ///            an id that the core made when it started
    /// @param length
    ///            how long the work of a core that died waits for another
    /// @param clock
    ///            this core's, which only says how soon it asks again for what another has
    public ShardedLeases(String work, ResourceId core, Duration length, InstantSource clock) {
        this.work = work;
        this.core = core;
        this.length = length;
        this.clock = clock;
    }

    /// Does work in one transaction, under the lease that an id falls under. Empty while another core has it, which is not asked for every time.
    public <T> Optional<T> under(ResourceId id, Transactions transactions, BiFunction<Lease, Stores, T> job) {
        var name = work + "-" + Math.floorMod(id.low(), SHARDS);
        var alone = leftAloneUntil.get(name);
        if (alone != null && clock.instant().isBefore(alone)) {
            return Optional.empty();
        }
        var outcome = transactions.inTransaction(
                stores -> stores.leases().acquire(name, core, length)
                        .map(lease -> new Outcome<>(lease, job.apply(lease, stores))));
        outcome.ifPresentOrElse(done -> {
            held.put(name, done.lease);
            leftAloneUntil.remove(name);
        }, () -> leftAloneUntil.put(name, clock.instant().plus(LEFT_ALONE)));
        return outcome.map(Outcome::result);
    }

    /// Prolongs a lease, and locks it until the transaction ends. False when it is another core's by now.
    public boolean renew(Lease lease, Stores stores) {
        return stores.leases().renew(lease, length);
    }

    /// Lets other cores go on at once.
    public void release(Transactions transactions) {
        transactions.inTransaction(stores -> {
            held.values().forEach(stores.leases()::release);
            return held.size();
        });
    }

    private record Outcome<T>(Lease lease, T result) {}
}
