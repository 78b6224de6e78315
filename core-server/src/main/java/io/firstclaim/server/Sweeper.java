package io.firstclaim.server;

import io.firstclaim.core.Transactions;
import io.firstclaim.core.device.ExpireRegistrations;
import io.firstclaim.core.enrollment.ExpireEnrollments;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has expired. Any number of cores may sweep one database.
final class Sweeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final ExpireEnrollments enrollments;
    private final ExpireRegistrations registrations;
    private final Transactions transactions;
    private final InstantSource clock;

    Sweeper(ExpireEnrollments enrollments, ExpireRegistrations registrations, Transactions transactions,
            InstantSource clock) {
        this.enrollments = enrollments;
        this.registrations = registrations;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void run() {
        var endedRegistrations = registrations.run();
        var endedEnrollments = enrollments.run();
        removeExpiredJoinTokens(clock.instant());
        if (endedRegistrations + endedEnrollments > 0) {
            LOG.info("Expired: {} registrations, {} enrollments", endedRegistrations, endedEnrollments);
        }
    }

    private void removeExpiredJoinTokens(Instant now) {
        transactions.inTransaction(stores -> {
            stores.joinTokens().removeExpired(now);
            return now;
        });
    }
}
