package io.firstclaim.core;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/// What every implementation of the stores has to keep. A subclass per port says what; its subclasses say on which
/// implementation.
public abstract class StoresContract {
    /// How long a test waits for what must happen.
    protected static final int LIMIT_SECONDS = 30;

    private static final Set<Thread.State> WAITING = EnumSet.of(Thread.State.BLOCKED, Thread.State.WAITING,
            Thread.State.TIMED_WAITING);

    private Transactions transactions;

    /// Empty stores.
    protected abstract Transactions open();

    @BeforeEach
    final void openStores() {
        transactions = open();
    }

    /// The stores under test.
    protected final Transactions transactions() {
        return transactions;
    }

    /// One transaction that answers.
    protected final <T> T in(Function<Stores, T> work) {
        return transactions.inTransaction(work);
    }

    /// One transaction that looks for something.
    protected final <T> Optional<T> found(Function<Stores, Optional<T>> work) {
        return in(work);
    }

    /// One transaction that lists something.
    protected final <T> List<T> listed(Function<Stores, List<T>> work) {
        return in(work);
    }

    /// One transaction that says yes or no.
    protected final boolean is(Function<Stores, Boolean> work) {
        return in(work);
    }

    /// One transaction.
    protected final void run(Consumer<Stores> work) {
        transactions.inTransaction(stores -> {
            work.accept(stores);
            return true;
        });
    }

    /// Runs the work in so many threads that begin together, each with its own number.
    protected static <T> List<T> together(int threads, IntFunction<T> work) {
        var begin = new CountDownLatch(1);
        try (var executor = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().factory())) {
            var futures = new ArrayList<Future<T>>();
            for (int i = 0; i < threads; i++) {
                var number = i;
                futures.add(executor.submit(() -> {
                    begin.await();
                    return work.apply(number);
                }));
            }
            begin.countDown();
            return futures.stream().map(StoresContract::outcome).toList();
        }
    }

    /// Begins another transaction in the middle of this one, waits until it is held up by what this one holds, and gives
    /// it back to be asked after the commit. Held up is a thread that waits, or (H2 tries again and again) one that
    /// began its work and is still at it each time it is looked at.
    protected final <T> Future<T> heldUp(Function<Stores, T> other) {
        var begun = new AtomicBoolean();
        var looks = new AtomicInteger();
        var task = new FutureTask<T>(() -> transactions.inTransaction(stores -> {
            begun.set(true);
            return other.apply(stores);
        }));
        var thread = Thread.ofPlatform().start(task);
        await().atMost(LIMIT_SECONDS, SECONDS).until(() -> task.isDone() || WAITING.contains(thread.getState())
                || (begun.get() && looks.incrementAndGet() > 3));
        assertThat(task.isDone()).as("the other transaction went on beside this one").isFalse();
        return task;
    }

    /// The answer of a future that must come.
    protected static <T> T outcome(@Nullable Future<T> future) {
        try {
            return Objects.requireNonNull(future).get(LIMIT_SECONDS, SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("No answer of the other thread", e);
        }
    }
}
