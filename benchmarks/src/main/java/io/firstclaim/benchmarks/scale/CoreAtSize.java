package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.PageRequest;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.claim.ClaimDevices;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.claim.EventSequencer;
import io.firstclaim.core.claim.RefusalLog;
import io.firstclaim.core.credential.SystemAuthorities;
import io.firstclaim.core.enrollment.CreateEnrollmentJob;
import io.firstclaim.core.enrollment.CreateEnrollmentJob.Begun.Receiving;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.enrollment.EnrollmentJob;
import io.firstclaim.core.enrollment.EnrollmentJobLimits;
import io.firstclaim.core.enrollment.EnrollmentJobWish;
import io.firstclaim.core.enrollment.ExpireEnrollments;
import io.firstclaim.core.enrollment.ReadEnrollments;
import io.firstclaim.core.enrollment.RunEnrollmentJobs;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.SignatureChecks;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The core's own use cases on a database of one size.
final class CoreAtSize implements AutoCloseable {
    /// Rows of a page that is read.
    static final int PAGE = 50;

    private static final InstantSource CLOCK = InstantSource.system();
    /// What a bulk job lists expires so soon that the sweeper can be measured afterwards.
    private static final Duration PENDING = Duration.ofMillis(1);

    private final Database database;
    private final TimedTransactions transactions;
    private final CheckHandshake handshakes;
    private final ClaimDevices claims;
    private final RefusalLog refusals;
    private final ReadEnrollments enrollments;
    private final CreateEnrollmentJob createJob;
    private final RunEnrollmentJobs jobs;
    private final EventSequencer events;
    private final ExpireEnrollments expiry;

    CoreAtSize(String jdbcUrl) {
        this.database = Database.open(DatabaseConfig.of(jdbcUrl));
        this.transactions = new TimedTransactions(database.transactions());
        var random = new SecureRandom();
        var ids = new ResourceIds(CLOCK, random);
        var path = new TrustPath(new SignatureChecks());
        var authorities = SystemAuthorities.load(transactions, "benchmark".toCharArray(), CLOCK, random);
        this.handshakes = new CheckHandshake(transactions, path, CLOCK);
        this.refusals = new RefusalLog(transactions, ids, CLOCK, handshakes);
        this.claims = new ClaimDevices(transactions, ids, CLOCK, path, authorities.devices(), refusals);
        this.enrollments = new ReadEnrollments(transactions, CLOCK);
        this.createJob = new CreateEnrollmentJob(transactions, ids, CLOCK,
                new EnrollmentJobLimits(Duration.ofDays(1), 1, Long.MAX_VALUE, Duration.ofHours(1)));
        this.jobs = new RunEnrollmentJobs(transactions, ids, CLOCK, PENDING, Duration.ofDays(1));
        this.events = new EventSequencer(transactions, CLOCK, ids.next());
        this.expiry = new ExpireEnrollments(transactions, CLOCK);
    }

    /// The handshake of a device, with the look-up of who lists it.
    void handshake(DevicePresentation device) {
        if (!(handshakes.check(device.chain()) instanceof Trusted)) {
            throw new IllegalStateException("A device that is listed was not trusted");
        }
    }

    /// The claim of a device that nobody claimed before.
    void claim(DevicePresentation device) {
        if (!(claims.claim(device) instanceof Claimed claimed) || claimed.repeated()) {
            throw new IllegalStateException("A device that is listed was not claimed");
        }
    }

    /// Nanoseconds that this thread's transactions took since it asked last.
    long inDatabase() {
        return transactions.taken();
    }

    /// One line of an account's list, found by its enrollment ID.
    void find(ResourceId account, Fingerprint device) {
        var page = new PageRequest(PAGE, null);
        var condition = Condition.equal("enrollment_identity",
                new EnrollmentId(device).toString());
        if (enrollments.list(reader(account), ListRequest.of(page).and(condition)).items().size() != 1) {
            throw new IllegalStateException("An enrollment was not found by its ID");
        }
    }

    /// A page of an account's list.
    List<Enrollment> page(ResourceId account, @Nullable ResourceId after, boolean youngestFirst) {
        return enrollments.list(reader(account),
                new ListRequest(new PageRequest(PAGE, after), List.of(), youngestFirst, false)).items();
    }

    /// Takes the file of a bulk job.
    EnrollmentJob upload(ResourceId account, Iterable<byte[]> file) {
        var wish = new EnrollmentJobWish(EnrollmentJob.Type.UPLOAD, false, "");
        if (!(createJob.begin(new Caller(account, account, Role.ACCOUNT_ADMIN, false),
                wish) instanceof Receiving(var upload))) {
            throw new IllegalStateException("A new job was expected");
        }
        file.forEach(upload::receive);
        return upload.finish();
    }

    /// Does all bulk jobs that wait.
    void runJobs() {
        while (jobs.runTurn().isPresent()) {
            // Each call does some pages.
        }
    }

    /// Gives all events that wait their positions.
    int placeEvents() {
        return events.placeWaiting();
    }

    /// Removes all that expired, and says how many.
    int expire() {
        return expiry.run();
    }

    @Override
    public void close() {
        refusals.close();
        database.close();
    }

    private static Caller reader(ResourceId account) {
        return new Caller(account, account, Role.ACCOUNT_READER, false);
    }
}
