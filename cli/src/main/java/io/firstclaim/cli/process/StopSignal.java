package io.firstclaim.cli.process;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a server's process until SIGINT or SIGTERM asks it to stop, and keeps the process from ending before it has
/// stopped in order. The process then ends with 130 or 143, as the signal says.
public final class StopSignal implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StopSignal.class);
    /// Longer than what is being stopped may take.
    public static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onSignal, "stop");

    private final Runnable onAsked;

    private StopSignal(Runnable onAsked) {
        this.onAsked = onAsked;
    }

    /// Listens from now on, for a thread that will [#await()]. Close it last.
    public static StopSignal listen() {
        return listen(() -> {});
    }

    /// Listens from now on, and interrupts the calling thread when asked to stop. Close it last.
    public static StopSignal interrupting() {
        return listen(Thread.currentThread()::interrupt);
    }

    private static StopSignal listen(Runnable onAsked) {
        StopSignal signal = new StopSignal(onAsked);
        Runtime.getRuntime().addShutdownHook(signal.hook);
        return signal;
    }

    /// Waits until the process is asked to stop.
    public void await() throws InterruptedException {
        asked.await();
    }

    private void onSignal() {
        asked.countDown();
        onAsked.run();
        try {
            if (!stopped.await(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
                LOG.warn("not stopped after {}, going anyway", STOP_LIMIT);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Says that everything has stopped.
    @Override
    public void close() {
        stopped.countDown();
        if (asked.getCount() > 0) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
