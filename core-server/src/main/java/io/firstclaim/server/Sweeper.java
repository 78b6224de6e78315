package io.firstclaim.server;

import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.ExpireAuditEntries;
import io.firstclaim.core.claim.ExpireRefusals;
import io.firstclaim.core.device.ExpireRegistrations;
import io.firstclaim.core.enrollment.ExpireEnrollmentJobs;
import io.firstclaim.core.enrollment.ExpireEnrollments;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has expired. Any number of cores may sweep one database.
final class Sweeper implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final ExpireEnrollments enrollments;
    private final ExpireEnrollmentJobs jobs;
    private final ExpireRegistrations registrations;
    private final ExpireRefusals refusals;
    private final ExpireAuditEntries audit;
    private final Transactions transactions;
    private final InstantSource clock;

    Sweeper(ExpireEnrollments enrollments, ExpireRegistrations registrations, ExpireRefusals refusals,
            ExpireAuditEntries audit, Transactions transactions, InstantSource clock) {
        this.enrollments = enrollments;
        this.jobs = new ExpireEnrollmentJobs(transactions, clock);
        this.registrations = registrations;
        this.refusals = refusals;
        this.audit = audit;
        this.transactions = transactions;
        this.clock = clock;
    }

    @Override
    public void run() {
        var endedRegistrations = registrations.run();
        var endedEnrollments = enrollments.run();
        var forgottenRefusals = refusals.run();
        var forgottenJobs = jobs.run();
        var forgottenEntries = audit.run();
        removeSpentJoinTokens(clock.instant());
        if (endedRegistrations + endedEnrollments + forgottenRefusals + forgottenJobs + forgottenEntries > 0) {
            LOG.info(
                    "Expired: {} registrations, {} enrollments, {} refusals, {} bulk jobs, {} entries of the audit log",
                    endedRegistrations,
                    endedEnrollments, forgottenRefusals, forgottenJobs, forgottenEntries);
        }
    }

    private void removeSpentJoinTokens(Instant now) {
        transactions.inTransaction(stores -> {
            stores.joinTokens().removeSpent(now);
            return now;
        });
    }
}
