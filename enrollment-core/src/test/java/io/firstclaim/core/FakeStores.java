package io.firstclaim.core;

import io.firstclaim.core.account.FakeAccounts;
import io.firstclaim.core.account.FakeApiKeys;
import io.firstclaim.core.account.FakeAuditLog;
import io.firstclaim.core.claim.FakeClaimHistory;
import io.firstclaim.core.claim.FakeRefusals;
import io.firstclaim.core.claim.FakeWebhooks;
import io.firstclaim.core.credential.FakeAuthorities;
import io.firstclaim.core.credential.FakeCredentials;
import io.firstclaim.core.credential.FakeEdges;
import io.firstclaim.core.credential.FakeJoinTokens;
import io.firstclaim.core.device.FakeDeviceBlocks;
import io.firstclaim.core.device.FakeDevices;
import io.firstclaim.core.device.FakeRegistrations;
import io.firstclaim.core.device.Registration;
import io.firstclaim.core.enrollment.FakeEnrollmentJobPages;
import io.firstclaim.core.enrollment.FakeEnrollmentJobs;
import io.firstclaim.core.enrollment.FakeEnrollments;
import io.firstclaim.core.trust.FakeTrustedCertificates;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/// The state of the system in memory, for tests. One transaction runs at a time; the contract suites hold it to the
/// same promises as the database.
public final class FakeStores implements Transactions {
    private final ReentrantLock one = new ReentrantLock();
    private final Deque<Runnable> undo = new ArrayDeque<>();
    private final Content content = Content.empty(undo);
    private final int conflicts;
    private volatile boolean away;

    private FakeStores(int conflicts) {
        this.conflicts = conflicts;
    }

    /// Empty stores.
    public FakeStores() {
        this(0);
    }

    /// Empty stores in which every transaction meets a conflict the first time: its work is run, undone, and run again.
    public static FakeStores withConflicts() {
        return new FakeStores(1);
    }

    /// Lets time pass for leases, which go by the database's clock.
    public void passForLeases(Duration time) {
        content.leases.pass(time);
    }

    /// From now on every transaction fails as when the database is away.
    public void goAway() {
        away = true;
    }

    /// Ends [#goAway].
    public void comeBack() {
        away = false;
    }

    @Override
    public <T> T inTransaction(Function<Stores, T> work) {
        if (away) {
            throw new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "The database is away.");
        }
        if (one.isHeldByCurrentThread()) {
            throw new IllegalStateException("A transaction was begun inside a transaction");
        }
        one.lock();
        try {
            for (int i = 0; i < conflicts; i++) {
                runAndUndo(work);
            }
            return run(work);
        } finally {
            one.unlock();
        }
    }

    private <T> T run(Function<Stores, T> work) {
        var committed = false;
        try {
            var result = work.apply(content);
            committed = true;
            return result;
        } finally {
            if (!committed) {
                undo.forEach(Runnable::run);
            }
            undo.clear();
        }
    }

    private <T> void runAndUndo(Function<Stores, T> work) {
        try {
            var _ = work.apply(content);
        } finally {
            undo.forEach(Runnable::run);
            undo.clear();
        }
    }

    private record Content(FakeAccounts accounts, FakeApiKeys apiKeys, FakeTrustedCertificates trustedCertificates,
            FakeEnrollments enrollments, FakeEnrollmentJobs enrollmentJobs,
            FakeEnrollmentJobPages enrollmentJobPages, FakeDevices devices, FakeDeviceBlocks deviceBlocks,
            FakeRegistrations registrations, FakeCredentials credentials, FakeClaimHistory history,
            FakeRefusals refusals, FakeAuthorities authorities, FakeJoinTokens joinTokens,
            FakeEdges edges, FakeLeases leases,
            FakeWebhooks webhooks, FakeAuditLog audit) implements Stores {
        static Content empty(Deque<Runnable> undo) {
            var certificates = new FakeTrustedCertificates(undo);
            var registrations = new FakeTable<ResourceId, Registration>(undo);
            var devices = new FakeDevices(undo, registrations, certificates);
            var history = new FakeClaimHistory(undo);
            var accounts = new FakeAccounts(undo);
            var jobs = new FakeEnrollmentJobs(undo, accounts);
            return new Content(accounts, new FakeApiKeys(undo), certificates, new FakeEnrollments(undo), jobs,
                    new FakeEnrollmentJobPages(undo, jobs), devices, new FakeDeviceBlocks(undo),
                    new FakeRegistrations(registrations, devices),
                    new FakeCredentials(undo, devices), history,
                    new FakeRefusals(undo, certificates), new FakeAuthorities(undo), new FakeJoinTokens(undo),
                    new FakeEdges(undo), new FakeLeases(undo), new FakeWebhooks(undo, history), new FakeAuditLog(undo));
        }
    }
}
