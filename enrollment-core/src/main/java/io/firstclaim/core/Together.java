package io.firstclaim.core;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Does together what many ask at once, and keeps nobody waiting for company: who finds less than [#MAX_AT_WORK] groups at work begins at once, alone;
/// who comes while they are at work is taken along by the next one to begin. It has no thread and no timer: one of a group's callers works for all of it, in
/// its own thread, and then wakes the next. So there is nothing to stop, either: when its callers are served, it is at rest.
///
/// A group that fails is tried again, each of its questions by itself in its caller's thread, so that none suffers for another; unless the database is away,
/// which is then true for all. Safe for use by many threads.
///
/// @param <Q>
///            what is asked
/// @param <A>
///            what is answered
public final class Together<Q, A> {
    /// The most of one group.
    public static final int MAX_GROUP = 128;
    /// How many groups are at work at once: while one waits for its commit, the next does its work.
    public static final int MAX_AT_WORK = 3;
    /// The same when groups hang.
    public static final int MAX_HANGING = 8;
    /// Who has not been taken along for so long, because groups hang or the machine is slow, begins one more, with all who wait with it.
    public static final Duration PATIENCE = Duration.ofMillis(250);

    private final Function<List<Q>, List<A>> work;
    private final Duration patience;
    private final ReentrantLock turn = new ReentrantLock();
    private final Deque<Asking> waiting = new ArrayDeque<>();
    private int atWork;

    /// @param work
    ///            answers many questions, in their order. It may be called again for a question that it failed to answer
    public Together(Function<List<Q>, List<A>> work) {
        this(work, PATIENCE);
    }

    /// @param patience
    ///            see [#PATIENCE]
    Together(Function<List<Q>, List<A>> work, Duration patience) {
        this.work = work;
        this.patience = patience;
    }

    /// Answers one question, perhaps together with others'. An interrupt does not end work that has begun, and is still set afterwards.
    ///
    /// @param gaveUp
    ///            whether the caller does not wait for its answer any more; asked before the work begins
    /// @throws FirstclaimException
    ///             with [Problem#RATE_LIMIT_EXCEEDED] when the caller gave up, or was interrupted, before the work began; whatever the work throws
    public A answer(Q question, BooleanSupplier gaveUp) {
        var asking = new Asking(question, gaveUp);
        if (!begins(asking)) {
            await(asking);
        }
        if (asking.state == State.LEADING) {
            lead(asking);
        }
        return switch (asking.state) {
            case ANSWERED -> Objects.requireNonNull(asking.answer);
            case FAILED -> throw Objects.requireNonNull(asking.failure);
            case ALONE -> work.apply(List.of(question)).getFirst();
            case GIVEN_UP -> throw new FirstclaimException(Problem.RATE_LIMIT_EXCEEDED,
                    "The caller gave up before its turn came. Try again later.");
            case WAITING, LEADING, TAKEN -> throw new IllegalStateException("Nobody answered");
        };
    }

    /// How many wait to be taken along.
    int waiting() {
        turn.lock();
        try {
            return waiting.size();
        } finally {
            turn.unlock();
        }
    }

    /// Whether there is room for one more group, which it leads then; else it waits.
    private boolean begins(Asking asking) {
        turn.lock();
        try {
            if (atWork < MAX_AT_WORK) {
                atWork++;
                asking.state = State.LEADING;
                return true;
            }
            waiting.addLast(asking);
            return false;
        } finally {
            turn.unlock();
        }
    }

    /// Waits until the question is answered, or its caller is the one to lead the next group, or it leaves.
    private void await(Asking asking) {
        var interrupted = false;
        var began = System.nanoTime();
        while (asking.state == State.WAITING || asking.state == State.TAKEN) {
            var left = patience.toNanos() - (System.nanoTime() - began);
            if (asking.state == State.WAITING && interrupted) {
                leave(asking);
            } else if (asking.state == State.WAITING && left <= 0) {
                beginsOneMore(asking);
                began = System.nanoTime();
            } else if (asking.state == State.TAKEN) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, left);
            }
            interrupted |= Thread.interrupted();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void beginsOneMore(Asking asking) {
        turn.lock();
        try {
            if (atWork < MAX_HANGING && waiting.remove(asking)) {
                atWork++;
                asking.state = State.LEADING;
            }
        } finally {
            turn.unlock();
        }
    }

    private void leave(Asking asking) {
        turn.lock();
        try {
            if (waiting.remove(asking)) {
                asking.state = State.GIVEN_UP;
            }
        } finally {
            turn.unlock();
        }
    }

    /// Works for a group. The leader's interrupt is its own affair and must not end the others' work.
    private void lead(Asking leader) {
        var interrupted = Thread.interrupted();
        var group = gather(leader);
        try {
            answer(group);
        } finally {
            group.forEach(asking -> asking.end(State.ALONE));
            handOver();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private List<Asking> gather(Asking leader) {
        var group = new ArrayList<Asking>();
        group.add(leader);
        turn.lock();
        try {
            for (var next = waiting.pollFirst(); next != null; next = waiting.pollFirst()) {
                if (next.gaveUp.getAsBoolean()) {
                    next.end(State.GIVEN_UP);
                    continue;
                }
                next.state = State.TAKEN;
                group.add(next);
                if (group.size() == MAX_GROUP) {
                    break;
                }
            }
            return group;
        } finally {
            turn.unlock();
        }
    }

    private void answer(List<Asking> group) {
        try {
            var answers = work.apply(group.stream().map(asking -> asking.question).toList());
            for (int i = 0; i < answers.size(); i++) {
                group.get(i).answer = answers.get(i);
                group.get(i).end(State.ANSWERED);
            }
        } catch (RuntimeException failure) {
            var all = group.size() == 1 || (isAway(failure) && !Thread.currentThread().isInterrupted());
            group.stream().limit(all ? group.size() : 0).forEach(asking -> {
                asking.failure = failure;
                asking.end(State.FAILED);
            });
        }
    }

    private static boolean isAway(RuntimeException failure) {
        return failure instanceof FirstclaimException broken && broken.problem() == Problem.SYSTEM_UNAVAILABLE;
    }

    /// Wakes the one that waits longest to lead the next group, unless one more was at work.
    private void handOver() {
        turn.lock();
        try {
            for (var next = atWork > MAX_AT_WORK ? null : waiting.pollFirst(); next != null; next = waiting
                    .pollFirst()) {
                if (!next.gaveUp.getAsBoolean()) {
                    next.end(State.LEADING);
                    return;
                }
                next.end(State.GIVEN_UP);
            }
            atWork--;
        } finally {
            turn.unlock();
        }
    }

    /// What became of a question.
    private enum State {
        WAITING, LEADING, TAKEN, ANSWERED, FAILED, ALONE, GIVEN_UP
    }

    private final class Asking {
        private final Q question;
        private final BooleanSupplier gaveUp;
        private final Thread thread = Thread.currentThread();
        private @Nullable A answer;
        private @Nullable RuntimeException failure;
        private volatile State state = State.WAITING;

        Asking(Q question, BooleanSupplier gaveUp) {
            this.question = question;
            this.gaveUp = gaveUp;
        }

        /// Tells the caller, unless it was told before.
        void end(State as) {
            if (state == State.WAITING || state == State.LEADING || state == State.TAKEN) {
                state = as;
                LockSupport.unpark(thread);
            }
        }
    }
}
