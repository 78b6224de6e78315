package io.firstclaim.factory;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Lets file work be done to its end: a thread that is interrupted can't write files, so it is done on a thread that
/// nobody interrupts. The caller waits, and stays interrupted if it was.
final class Undisturbed {
    private Undisturbed() {}

    /// Work with an answer.
    @FunctionalInterface
    interface Work<T> {
        T run();
    }

    static <T> T call(Work<T> work) {
        FutureTask<T> task = new FutureTask<>(work::run);
        Thread.ofPlatform().name("factory-files").start(task);
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FactoryException refused) {
                throw refused;
            }
            throw new IllegalStateException("file work failed", e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    static void run(Runnable work) {
        Boolean _ = call(() -> {
            work.run();
            return true;
        });
    }
}
