package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.Fingerprint;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/// A bulk upload of many rows through the job engine, and the expiry of all of them, with claims beside.
final class Bulk {
    private static final int ROWS_PER_PIECE = 1_000;

    private final ScalePlan plan;
    private final Population population;

    Bulk(ScalePlan plan, Population population) {
        this.plan = plan;
        this.population = population;
    }

    /// The whole of it on one database, to the huge account. What is listed expires at once.
    void run(Site site) {
        var rows = Math.min(plan.bulkRows(), site.rows());
        var huge = population.accounts().get(Population.HUGE);
        var core = site.core();
        site.record(Measure.UPLOAD, Rounds.perSecond(rows, () -> core.upload(huge, () -> file(site.rows(), rows))));
        site.record(Measure.LIST, Rounds.perSecond(rows, core::runJobs));
        site.record(Measure.EVENTS, Rounds.perSecond(rows, core::placeEvents));
        expire(site, rows);
    }

    /// One thread claims while another sweeps.
    private void expire(Site site, long rows) {
        var removed = new AtomicLong();
        try (var sweeper = Executors.newSingleThreadExecutor()) {
            var sweep = sweeper.submit(() -> {
                site.record(Measure.EXPIRY, Rounds.perSecond(rows, () -> removed.set(site.core().expire())));
            });
            for (int i = 0; i < plan.beside() && (i == 0 || !sweep.isDone()); i++) {
                var device = site.nextDevice();
                site.core().handshake(device);
                site.record(Measure.CLAIM_BESIDE, Rounds.millis(() -> site.core().claim(device)));
            }
        }
        if (removed.get() != rows) {
            throw new IllegalStateException("%d of %d expired rows were removed".formatted(removed.get(), rows));
        }
    }

    /// The lines of a file, whose IDs no database has.
    private static Iterator<byte[]> file(long existing, long rows) {
        var first = 1L << 40 | existing;
        return LongStream.rangeClosed(-1, (rows - 1) / ROWS_PER_PIECE).mapToObj(piece -> {
            if (piece < 0) {
                return "enrollment_identity\n".getBytes(StandardCharsets.US_ASCII);
            }
            var text = new StringBuilder(ROWS_PER_PIECE * 96);
            for (long row = piece * ROWS_PER_PIECE; row < Math.min(rows, (piece + 1) * ROWS_PER_PIECE); row++) {
                text.append(new EnrollmentId(Fingerprint.ofBytes(Population.fingerprint(first + row)))).append('\n');
            }
            return text.toString().getBytes(StandardCharsets.US_ASCII);
        }).iterator();
    }
}
