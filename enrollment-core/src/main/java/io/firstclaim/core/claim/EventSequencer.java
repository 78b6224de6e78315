package io.firstclaim.core.claim;

import io.firstclaim.core.BatchSize;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ShardedLeases;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Gives events their positions, after the commit of what made them true, so that nobody ever sees a gap: an event that is committed late comes late, never
/// in between. Whoever places an event holds the lease of its account, locked, in the same transaction.
public final class EventSequencer {
    /// How long the accounts of a core that died wait for another.
    static final Duration LEASE = Duration.ofSeconds(5);
    /// How long one who needs an account's events in order waits: another core's lease has ended by then.
    static final Duration PATIENCE = LEASE.plusSeconds(1);
    /// The fewest events that are placed in one transaction, if so many wait.
    static final int BATCH = 500;
    /// The most.
    static final int LARGEST_BATCH = 10_000;

    /// How long that should take: so long the events of other accounts wait.
    private static final Duration AIM = Duration.ofMillis(60);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(10);

    private final Transactions transactions;
    private final List<Consumer<ResourceId>> placed = new CopyOnWriteArrayList<>();
    private final List<Consumer<Instant>> waited = new CopyOnWriteArrayList<>();
    private final ShardedLeases leases;
    private final BatchSize batch = new BatchSize(BATCH, LARGEST_BATCH, AIM);

    /// @param core
    ///            an id that this core made when it started
    public EventSequencer(Transactions transactions, InstantSource clock, ResourceId core) {
        this.transactions = transactions;
        this.leases = new ShardedLeases("events", core, LEASE, clock);
    }

    /// Names one who is told the account, after the commit, each time that events of it got their positions here.
    public void onPlaced(Consumer<ResourceId> listener) {
        placed.add(listener);
    }

    /// Names who is told, after the commit, since when the oldest event of each batch had waited for its position.
    public void onWaitedSince(Consumer<Instant> listener) {
        waited.add(listener);
    }

    /// Places what waits, batches of each account in turn, and says how many events that were.
    public int placeWaiting() {
        int count = 0;
        for (int round = placeRound(); round > 0; round = placeRound()) {
            count += round;
        }
        return count;
    }

    private int placeRound() {
        int count = 0;
        for (var account = waitingAfter(null); account.isPresent(); account = waitingAfter(account.get())) {
            count += place(account.get());
        }
        return count;
    }

    /// Returns when every event of the account that was committed before the call has its position.
    ///
    /// @throws FirstclaimException
    ///             [Problem#SYSTEM_UNAVAILABLE] when that takes longer than [#PATIENCE]
    public void catchUp(ResourceId accountId) {
        var began = System.nanoTime();
        var last = transactions.inTransaction(stores -> stores.history().lastWaiting(accountId));
        while (last.isPresent() && isWaiting(accountId, last.get())) {
            if (System.nanoTime() - began > PATIENCE.toNanos()) {
                throw new FirstclaimException(Problem.SYSTEM_UNAVAILABLE,
                        "The events of the account are still being put in order.");
            }
            if (place(accountId) == 0) {
                LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            }
        }
    }

    /// Lets other cores go on at once.
    public void release() {
        leases.release(transactions);
    }

    /// Events are placed in the order of their ids: this one has its place when a later one is the first to wait.
    private boolean isWaiting(ResourceId accountId, ResourceId event) {
        return transactions.inTransaction(stores -> stores.history().waiting(accountId, 1)).stream()
                .anyMatch(first -> first.compareTo(event) <= 0);
    }

    private Optional<ResourceId> waitingAfter(@Nullable ResourceId account) {
        return transactions.inTransaction(stores -> stores.history().findWaiting(account));
    }

    /// Places one batch; 0 when another core does it, or nothing waits.
    private int place(ResourceId accountId) {
        var limit = batch.next();
        var began = System.nanoTime();
        var events = leases.under(accountId, transactions, (_, stores) -> placeBatch(accountId, limit, stores))
                .orElse(List.of());
        if (!events.isEmpty()) {
            batch.took(events.size(), System.nanoTime() - began);
            placed.forEach(listener -> listener.accept(accountId));
            waited.forEach(listener -> listener.accept(events.getFirst().time()));
        }
        return events.size();
    }

    private static List<ResourceId> placeBatch(ResourceId accountId, int limit, Stores stores) {
        var events = stores.history().waiting(accountId, limit);
        stores.history().place(accountId, events);
        return events;
    }
}
