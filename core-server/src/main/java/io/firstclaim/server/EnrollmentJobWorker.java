package io.firstclaim.server;

import io.firstclaim.core.enrollment.RunEnrollmentJobs;
import io.firstclaim.server.health.CoreMetrics;
import java.time.Duration;
import java.util.OptionalInt;

/// Does the work of the bulk jobs on one thread, so that however many there are they take one connection to the database, and single requests the others.
final class EnrollmentJobWorker implements AutoCloseable {
    /// How often it looks for work when there was none.
    static final Duration POLL = Duration.ofMillis(250);

    private final RunEnrollmentJobs jobs;
    private final CoreMetrics metrics;
    private final RepeatedTask task;
    private volatile boolean closing;

    private EnrollmentJobWorker(RunEnrollmentJobs jobs, CoreMetrics metrics) {
        this.jobs = jobs;
        this.metrics = metrics;
        this.task = RepeatedTask.start("enrollment-jobs", POLL, this::work);
    }

    static EnrollmentJobWorker start(RunEnrollmentJobs jobs, CoreMetrics metrics) {
        return new EnrollmentJobWorker(jobs, metrics);
    }

    /// Turn after turn, until there is no work.
    private void work() {
        var pages = OptionalInt.of(0);
        while (pages.isPresent() && !closing) {
            pages = jobs.runTurn();
            pages.ifPresent(metrics::pagesDone);
        }
    }

    /// Waits for the turn that is under way, with a limit. What is left goes on at the next start.
    @Override
    public void close() {
        closing = true;
        task.close();
    }
}
