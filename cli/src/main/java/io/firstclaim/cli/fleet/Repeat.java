package io.firstclaim.cli.fleet;

import java.time.Duration;

/// Something that is done again and again by a thread of its own until it is closed.
final class Repeat implements AutoCloseable {
    private final Thread thread;

    private Repeat(Thread thread) {
        this.thread = thread;
    }

    /// Does it for the first time after the pause.
    static Repeat every(Duration pause, Runnable action) {
        return new Repeat(Thread.ofPlatform().name("fleet-view").daemon().start(() -> {
            try {
                while (true) {
                    Thread.sleep(pause);
                    action.run();
                }
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    /// Returns when it is certain not to be done again.
    @Override
    public void close() {
        thread.interrupt();
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
