package io.firstclaim.server;

import io.firstclaim.core.LeasedTransactions;
import io.firstclaim.core.LeasedTransactions.LeaseLostException;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.ExpireAuditEntries;
import io.firstclaim.core.claim.ExpireRefusals;
import io.firstclaim.core.device.ExpireRegistrations;
import io.firstclaim.core.enrollment.ExpireEnrollmentJobs;
import io.firstclaim.core.enrollment.ExpireEnrollments;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes what has expired. Of the cores of one database one sweeps, as long as it does so in time; when it stops or dies another takes over.
final class Sweeper implements Runnable, AutoCloseable {
    /// What a sweep may be late before another core takes over.
    static final Duration MARGIN = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

    private final ExpireEnrollments enrollments;
    private final ExpireEnrollmentJobs jobs;
    private final ExpireRegistrations registrations;
    private final ExpireRefusals refusals;
    private final ExpireAuditEntries audit;
    private final LeasedTransactions transactions;
    private final InstantSource clock;

    private Sweeper(LeasedTransactions transactions, ResourceIds ids, InstantSource clock,
            CoreConfig config) {
        this.enrollments = new ExpireEnrollments(transactions, clock);
        this.jobs = new ExpireEnrollmentJobs(transactions, clock);
        this.registrations = new ExpireRegistrations(transactions, ids, clock);
        this.refusals = new ExpireRefusals(transactions, clock, config.refusals().kept(),
                config.refusals().unlistedPerCa());
        this.audit = new ExpireAuditEntries(transactions, clock, config.audit().kept());
        this.transactions = transactions;
        this.clock = clock;
    }

    /// A sweeper of a core. Another core takes over when it has not run for twice the time between two sweeps, and [#MARGIN].
    static Sweeper of(Transactions transactions, ResourceIds ids, InstantSource clock, CoreConfig config) {
        var length = config.timing().sweepEvery().multipliedBy(2).plus(MARGIN);
        return new Sweeper(new LeasedTransactions(transactions, "sweeper", ids.next(), length), ids, clock, config);
    }

    @Override
    public void run() {
        if (transactions.begin()) {
            try {
                sweep();
            } catch (LeaseLostException lost) {
                LOG.warn("The sweep was cut off: {}", lost.getMessage());
            }
        }
    }

    /// Lets another core sweep at once.
    @Override
    public void close() {
        transactions.release();
    }

    private void sweep() {
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
