package io.firstclaim.it.stack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Things that are done at the same moment.
public final class Together {
    private Together() {}

    /// Starts all at once and waits for all, each for a step.
    ///
    /// @return what became of each, in their order
    public static <T> List<T> all(List<? extends Callable<T>> tasks)
            throws InterruptedException, ExecutionException, TimeoutException {
        return all(tasks, Limits.STEP);
    }

    /// Starts all at once and waits for all.
    ///
    /// @param limit for each
    /// @return what became of each, in their order
    public static <T> List<T> all(List<? extends Callable<T>> tasks, Duration limit)
            throws InterruptedException, ExecutionException, TimeoutException {
        CyclicBarrier start = new CyclicBarrier(tasks.size());
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get(limit.toMillis(), TimeUnit.MILLISECONDS));
            }
            return results;
        }
    }
}
