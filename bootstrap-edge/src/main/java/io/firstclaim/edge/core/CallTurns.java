package io.firstclaim.edge.core;

import com.google.common.util.concurrent.Uninterruptibles;
import io.firstclaim.edge.core.CoreAnswer.Failed;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.grpc.Deadline;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// The turns of one kind of calls: only some are under way at once, the others wait in the order of their arrival.
final class CallTurns {

    private final int atOnce;
    private final Duration patience;
    private final Semaphore free;

    /// @param patience how long a call waits before whoever is behind it is told
    CallTurns(int atOnce, Duration patience) {
        this.atOnce = atOnce;
        this.patience = patience;
        this.free = new Semaphore(atOnce, true);
    }

    /// Waits for a turn.
    ///
    /// @param whenSlow run once if that takes longer than the patience
    /// @return whether there was one before the end; it has to be given back
    boolean take(Deadline end, Runnable whenSlow) throws InterruptedException {
        if (free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        whenSlow.run();
        return free.tryAcquire(left(end), TimeUnit.MILLISECONDS);
    }

    /// The same for a thread that does not let itself be interrupted; the interrupt is still set afterwards.
    boolean takeUninterruptibly(Deadline end, Runnable whenSlow) {
        if (Uninterruptibles.tryAcquireUninterruptibly(free, patience.toMillis(), TimeUnit.MILLISECONDS)) {
            return true;
        }
        whenSlow.run();
        return Uninterruptibles.tryAcquireUninterruptibly(free, left(end), TimeUnit.MILLISECONDS);
    }

    /// Ends a turn.
    void giveBack() {
        free.release();
    }

    /// What is answered to those that got none.
    <T> CoreAnswer<T> noTurn() {
        return new Failed<>(RefusalReason.REFUSAL_REASON_OVERLOAD,
                atOnce + " such calls to the core are under way, and none of them ended in time");
    }

    private static long left(Deadline end) {
        return Math.max(0, end.timeRemaining(TimeUnit.MILLISECONDS));
    }
}
