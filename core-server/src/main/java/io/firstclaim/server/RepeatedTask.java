package io.firstclaim.server;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Work that is done again and again beside the calls, on a thread of its own. A run that fails is logged, once until a run succeeds, and does not end
/// the repetition.
final class RepeatedTask implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RepeatedTask.class);
    /// How long a run that is under way may take to end when the task is closed.
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    /// How long a nudge waits for others, so that many cost one run.
    private static final Duration SOON = Duration.ofMillis(10);

    private final String name;
    private final Runnable work;
    private final ScheduledThreadPoolExecutor thread;
    private final AtomicBoolean nudged = new AtomicBoolean();
    private boolean failing;

    private RepeatedTask(String name, Runnable work) {
        this.name = name;
        this.work = work;
        this.thread = new ScheduledThreadPoolExecutor(1,
                Thread.ofPlatform().name("firstclaim-" + name).daemon().factory(),
                new ThreadPoolExecutor.DiscardPolicy());
    }

    /// Starts the repetition.
    ///
    /// @param pause
    ///            between the end of a run and the next one; the first run begins after it too
    static RepeatedTask start(String name, Duration pause, Runnable work) {
        var task = new RepeatedTask(name, work);
        var _ = task.thread.scheduleWithFixedDelay(task::run, pause.toMillis(), pause.toMillis(),
                TimeUnit.MILLISECONDS);
        return task;
    }

    /// Has a run begin soon, beside the regular ones. All nudges until it begins are one; after the end they do nothing.
    void nudge() {
        if (nudged.compareAndSet(false, true)) {
            var _ = thread.schedule(this::run, SOON.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        nudged.set(false);
        try {
            work.run();
            if (failing) {
                LOG.info("The {} works again", name);
            }
            failing = false;
        } catch (RuntimeException failure) {
            if (!failing) {
                LOG.warn("The {} failed; it goes on trying", name, failure);
            }
            failing = true;
        }
    }

    /// Waits for a run that is under way, with a limit.
    @Override
    public void close() {
        thread.shutdown();
        if (!endsWithin(thread, CLOSE_LIMIT)) {
            LOG.warn("The {} is still at work and is left behind", name);
            thread.shutdownNow();
        }
    }

    private static boolean endsWithin(ExecutorService thread, Duration limit) {
        try {
            return thread.awaitTermination(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
