package io.firstclaim.core.enrollment;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.Maker;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.ApiKeyStatus;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.enrollment.CreateEnrollmentJob.Begun;
import io.firstclaim.core.enrollment.EnrollmentJob.State;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Bulk jobs from the file to the report, over stores in which every transaction meets a conflict and runs twice.
class EnrollmentJobsTest {
    private static final Maker OEM = Maker.named("OEM");
    private static final EnrollmentJobLimits LIMITS = new EnrollmentJobLimits(Duration.ofDays(7), 3, 2_000,
            Duration.ofMinutes(15));
    private static final PageRequest ALL = new PageRequest(100, null);

    private final World world = new World(FakeStores.withConflicts());
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final CreateEnrollmentJob create = new CreateEnrollmentJob(world.stores, world.ids, world.clock, LIMITS);
    private final ReadEnrollmentJobs read = new ReadEnrollmentJobs(world.stores, world.clock);
    private final RunEnrollmentJobs engine = new RunEnrollmentJobs(world.stores, world.ids, world.clock,
            World.PENDING_LIFETIME, LIMITS.kept());
    private final ExpireEnrollmentJobs expire = new ExpireEnrollmentJobs(world.stores, world.clock);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void anUploadListsAsTheSingleCallDoes() {
        var ids = ids("u", 1_200);
        var job = job(acme, EnrollmentJob.Type.UPLOAD, false, file(ids));
        assertThat(job.state()).isEqualTo(State.NEW);
        assertThat(job.counts()).isEqualTo(new EnrollmentJob.Counts(1_200, 0, 0, 3, 0));
        assertThat(engine.runTurn()).hasValue(1);
        assertThat(get(acme, job).counts()).isEqualTo(new EnrollmentJob.Counts(1_200, 500, 0, 3, 1));
        assertThat(get(acme, job).state()).isEqualTo(State.PROCESSING);
        runAll();
        assertThat(get(acme, job).state()).isEqualTo(State.COMPLETED);
        assertThat(get(acme, job).completedAt()).isEqualTo(Samples.NOW);
        assertThat(acme.list()).hasSize(1_000).extracting(line -> line.identity().toString())
                .isEqualTo(ids.subList(0, 1_000));
        assertThat(acme.list().getFirst().expiresAt()).isEqualTo(Samples.NOW.plus(World.PENDING_LIFETIME));
        assertThat(acme.history()).hasSize(1_000).containsOnly(ClaimEvent.Type.ENROLLED);
    }

    @Test
    void aRowThatIsHeldIsADuplicateWhoeverHoldsIt() {
        var mine = OEM.device("mine");
        var theirs = OEM.device("theirs");
        acme.lists(mine);
        globex.lists(theirs);
        var job = run(acme, EnrollmentJob.Type.UPLOAD, false,
                file(List.of(id(mine), id(theirs), id("free"), "x", id("free"))));
        assertThat(outcomes(acme, job)).containsExactly("409", "409", "", "400", "409");
        assertThat(get(acme, job).counts().errors()).isEqualTo(4);
        assertThat(acme.list()).hasSize(2);
    }

    @Test
    void theSameFileTwiceSaysSoRowByRow() {
        var file = file(ids("u", 700));
        run(acme, EnrollmentJob.Type.UPLOAD, false, file);
        var list = acme.list();
        var again = run(acme, EnrollmentJob.Type.UPLOAD, false, file);
        assertThat(outcomes(acme, again)).hasSize(700).containsOnly("409");
        assertThat(acme.list()).isEqualTo(list);
    }

    @Test
    void aDeleteCancelsAsTheSingleCallDoes() {
        acme.trusts(OEM);
        var claimed = OEM.device("claimed");
        var pending = OEM.device("pending");
        acme.lists(claimed);
        acme.lists(pending);
        var foreign = OEM.device("foreign");
        globex.lists(foreign);
        world.confirm(world.claim(claimed));
        var job = run(acme, EnrollmentJob.Type.DELETE, false,
                file(List.of(id(pending), id(claimed), id(foreign), id("unknown"), id(claimed), "x")));
        assertThat(outcomes(acme, job)).containsExactly("", "", "404", "404", "404", "400");
        assertThat(acme.list()).isEmpty();
        assertThat(acme.devices()).isEmpty();
        assertThat(acme.account().deviceCount()).isZero();
        assertThat(globex.list()).hasSize(1);
        assertThat(acme.events()).filteredOn(event -> event.type() == ClaimEvent.Type.CANCELLED)
                .extracting(ClaimEvent::detail)
                .containsExactly("no device had claimed it", "the device left the account");
        assertThat(outcomes(acme, run(acme, EnrollmentJob.Type.DELETE, false, file(List.of(id(pending))))))
                .containsExactly("404");
    }

    @Test
    void whatIsNotOnTheListIsNotDeleted() {
        acme.proves(OEM);
        var preAssigned = OEM.device("pre-assigned");
        world.claim(preAssigned, acme.id());
        var expired = OEM.device("expired");
        acme.lists(expired);
        world.clock.pass(World.PENDING_LIFETIME);
        var file = file(List.of(id(preAssigned), id(expired)));
        assertThat(outcomes(acme, run(acme, EnrollmentJob.Type.DELETE, true, file))).containsExactly("404", "404");
        assertThat(outcomes(acme, run(acme, EnrollmentJob.Type.DELETE, false, file))).containsExactly("404", "404");
        assertThat(outcomes(acme, run(acme, EnrollmentJob.Type.UPLOAD, true, file))).containsExactly("409", "");
        assertThat(outcomes(acme, run(acme, EnrollmentJob.Type.UPLOAD, false, file))).containsExactly("409", "");
    }

    @Test
    void aDryRunReportsWhatTheRealRunThenDoesAndChangesNothing() {
        var ids = new ArrayList<>(ids("u", 900));
        ids.add(10, "nonsense");
        ids.add(600, ids.get(3));
        ids.add(601, ids.get(599));
        var held = OEM.device("held");
        globex.lists(held);
        ids.add(700, id(held));
        var dryUpload = run(acme, EnrollmentJob.Type.UPLOAD, true, file(ids));
        assertThat(acme.list()).isEmpty();
        assertThat(acme.history()).isEmpty();
        assertThat(report(acme, dryUpload, JobReport.Kind.FULL))
                .isEqualTo(report(acme, run(acme, EnrollmentJob.Type.UPLOAD, false, file(ids)), JobReport.Kind.FULL));
        var listed = acme.list();
        var dryDelete = run(acme, EnrollmentJob.Type.DELETE, true, file(ids));
        assertThat(acme.list()).isEqualTo(listed);
        assertThat(report(acme, dryDelete, JobReport.Kind.FULL))
                .isEqualTo(report(acme, run(acme, EnrollmentJob.Type.DELETE, false, file(ids)), JobReport.Kind.FULL));
        assertThat(acme.list()).isEmpty();
    }

    @Test
    void accountsTakeTurnsAndAJobWaitsForTheOneBeforeIt() {
        var first = job(acme, EnrollmentJob.Type.UPLOAD, false, file(ids("a", 1_000)));
        var second = job(acme, EnrollmentJob.Type.DELETE, false, file(ids("a", 10)));
        var others = job(globex, EnrollmentJob.Type.UPLOAD, false, file(ids("b", 1_000)));
        engine.runTurn();
        engine.runTurn();
        assertThat(get(acme, first).counts().pagesDone()).isEqualTo(1);
        assertThat(get(globex, others).counts().pagesDone()).isPositive();
        assertThat(get(acme, second).counts().pagesDone()).isZero();
        runAll();
        assertThat(outcomes(acme, second)).containsOnly("");
    }

    @Test
    void aSuspendedAccountsJobWaits() {
        var job = job(acme, EnrollmentJob.Type.UPLOAD, false, file(ids("a", 10)));
        acme.isSuspended(true);
        assertThat(engine.runTurn()).isEmpty();
        assertThat(get(acme, job).state()).isEqualTo(State.NEW);
        acme.isSuspended(false);
        runAll();
        assertThat(get(acme, job).state()).isEqualTo(State.COMPLETED);
    }

    @Test
    void theReportOfErrorsHasNoTimeAndNoGoodRows() {
        var job = run(acme, EnrollmentJob.Type.DELETE, false, file(List.of("say \"x\"", id("unknown"))));
        assertThat(report(acme, job, JobReport.Kind.ERRORS)).isEqualTo(
                """
                        "entity__id","error__code","error__type","error__message","error__fields"\r
                        "say ""x""\","400","validation_error","'say ""x""' is not an enrollment ID: 'A-' and 32 hex pairs with colons are expected.",""\r
                        "%1$s","404","not_found","There is no enrollment %1$s.",""\r
                        """
                        .formatted(id("unknown")));
        assertThat(report(acme, run(acme, EnrollmentJob.Type.UPLOAD, false, ""), JobReport.Kind.ERRORS))
                .hasLineCount(1);
    }

    @Test
    void aJobIsItsOwnAccountsAndForgottenInTime() {
        var job = job(acme, EnrollmentJob.Type.UPLOAD, true, file(ids("a", 700)));
        assertProblem(Problem.NOT_POSSIBLE_NOW, () -> read.report(acme.reader(), job.id(), JobReport.Kind.FULL));
        assertProblem(Problem.NOT_FOUND, () -> read.get(globex.reader(), job.id()));
        assertThat(read.list(globex.reader(), ALL).items()).isEmpty();
        runAll();
        world.clock.pass(LIMITS.kept().minusMillis(1));
        expire.run();
        var report = read.report(acme.reader(), job.id(), JobReport.Kind.FULL);
        assertThat(report.read()).startsWith("\"entity__id\"");
        world.clock.pass(Duration.ofMillis(1));
        assertProblem(Problem.NOT_FOUND, report::read);
        assertProblem(Problem.NOT_FOUND, () -> read.get(acme.reader(), job.id()));
        assertThat(read.list(acme.reader(), ALL).items()).isEmpty();
        assertThat(expire.run()).isEqualTo(1);
        assertThat(world.<Boolean>read(s -> s.enrollmentJobs().find(job.id()).isPresent()
                || !s.enrollmentJobPages().find(job.id(), 0, 1).isEmpty())).isFalse();
    }

    @Test
    void aFileThatBreaksOffLeavesNothing() {
        var upload = begin(acme, EnrollmentJob.Type.UPLOAD, "");
        upload.receive(bytes(file(ids("a", 700))));
        upload.abandon();
        assertThat(read.list(acme.reader(), ALL).items()).isEmpty();
        assertThat(engine.runTurn()).isEmpty();
        assertThat(expire.run()).isEqualTo(1);
        assertThat(expire.run()).isZero();
    }

    @Test
    void aFileThatNobodySendsOnIsGivenUp() {
        var upload = begin(acme, EnrollmentJob.Type.UPLOAD, "");
        upload.receive(bytes(file(ids("a", 700))));
        world.clock.pass(LIMITS.idleUpload().minusMillis(1));
        assertThat(expire.run()).isZero();
        world.clock.pass(Duration.ofMillis(1));
        var id = world.read(s -> s.enrollmentJobs().expired(world.clock.instant(), 2)).getFirst().id();
        assertThat(expire.run()).isEqualTo(1);
        assertProblem(Problem.NOT_POSSIBLE_NOW, upload::finish);
        assertThat(world.<Boolean>read(s -> !s.enrollmentJobPages().find(id, 0, 1).isEmpty()
                || !s.enrollmentJobPages().find(id, 1, 1).isEmpty())).as("pages that nobody would remove").isFalse();
        assertThat(acme.list()).isEmpty();
    }

    @Test
    void theLimitsAreExact() {
        assertThat(job(acme, EnrollmentJob.Type.UPLOAD, true, file(ids("a", 2_000))).counts().total()).isEqualTo(2_000);
        var tooLarge = begin(acme, EnrollmentJob.Type.UPLOAD, "");
        assertInvalid("csv", () -> tooLarge.receive(bytes(file(ids("a", 2_001)) + "\n")));
        tooLarge.abandon();
        begin(acme, EnrollmentJob.Type.UPLOAD, "");
        begin(acme, EnrollmentJob.Type.UPLOAD, "");
        assertProblem(Problem.RATE_LIMIT_EXCEEDED, () -> begin(acme, EnrollmentJob.Type.UPLOAD, ""));
        begin(globex, EnrollmentJob.Type.UPLOAD, "");
        runAll();
        begin(acme, EnrollmentJob.Type.UPLOAD, "");
    }

    @Test
    void aRepeatGivesTheSameJob() {
        var first = begin(acme, EnrollmentJob.Type.UPLOAD, "r1");
        var second = begin(acme, EnrollmentJob.Type.UPLOAD, "r1");
        first.receive(bytes(file(ids("a", 3))));
        second.receive(bytes(file(ids("b", 600))));
        var made = first.finish();
        assertThat(second.finish()).isEqualTo(made);
        assertThat(create.begin(caller(acme), new EnrollmentJobWish(EnrollmentJob.Type.UPLOAD, false, "r1")))
                .isEqualTo(new Begun.MadeBefore(made));
        assertInvalid("request_id", () -> begin(acme, EnrollmentJob.Type.DELETE, "r1"));
        assertThat(begin(globex, EnrollmentJob.Type.DELETE, "r1")).isNotNull();
        runAll();
        assertThat(acme.list()).hasSize(3);
        world.clock.pass(LIMITS.kept());
        assertThat(begin(acme, EnrollmentJob.Type.DELETE, "r1").finish().id()).isNotEqualTo(made.id());
    }

    @Test
    void whoMayNotAnyMoreMakesNoJob() {
        var caller = caller(acme);
        assertProblem(Problem.ACCESS_DENIED,
                () -> create.begin(acme.reader(), new EnrollmentJobWish(EnrollmentJob.Type.UPLOAD, false, "")));
        var upload = begin(caller, EnrollmentJob.Type.UPLOAD, "");
        acme.isSuspended(true);
        assertProblem(Problem.ACCOUNT_SUSPENDED, upload::finish);
        acme.isSuspended(false);
        change(caller, Role.ACCOUNT_READER, ApiKeyStatus.ACTIVE);
        assertProblem(Problem.ACCESS_DENIED, upload::finish);
        change(caller, Role.ACCOUNT_ADMIN, ApiKeyStatus.INACTIVE);
        assertProblem(Problem.INVALID_TOKEN, upload::finish);
        world.read(s -> s.apiKeys().remove(caller.keyId(), acme.id()));
        assertProblem(Problem.INVALID_TOKEN, upload::finish);
    }

    private void change(Caller caller, Role role, ApiKeyStatus status) {
        world.read(s -> {
            var key = s.apiKeys().find(caller.keyId()).orElseThrow().key();
            var changed = new ApiKey(key.id(), key.version() + 1, key.accountId(), key.name(), role, status,
                    key.createdAt(), key.updatedAt());
            return s.apiKeys().update(changed, key.version());
        });
    }

    private EnrollmentJob run(Tenant tenant, EnrollmentJob.Type type, boolean dryRun, String file) {
        var job = job(tenant, type, dryRun, file);
        runAll();
        return job;
    }

    private EnrollmentJob job(Tenant tenant, EnrollmentJob.Type type, boolean dryRun, String file) {
        if (create.begin(caller(tenant),
                new EnrollmentJobWish(type, dryRun, "")) instanceof Begun.Receiving(var upload)) {
            upload.receive(bytes(file));
            return upload.finish();
        }
        throw new AssertionError("No new job");
    }

    private JobUpload begin(Tenant tenant, EnrollmentJob.Type type, String requestId) {
        return begin(caller(tenant), type, requestId);
    }

    private JobUpload begin(Caller caller, EnrollmentJob.Type type, String requestId) {
        if (create.begin(caller,
                new EnrollmentJobWish(type, false, requestId)) instanceof Begun.Receiving(var upload)) {
            return upload;
        }
        throw new AssertionError("No new job");
    }

    /// An administrator with a key of the account.
    private Caller caller(Tenant tenant) {
        var key = Samples.apiKey(tenant.id());
        world.read(s -> s.apiKeys().add(key, SecretHash.of(key.id().toString()), null));
        return new Caller(key.id(), tenant.id(), Role.ACCOUNT_ADMIN, false);
    }

    private void runAll() {
        int pages = 0;
        while (engine.runTurn().isPresent()) {
            assertThat(pages++).isLessThan(1_000);
        }
    }

    private EnrollmentJob get(Tenant tenant, EnrollmentJob job) {
        return read.get(tenant.reader(), job.id());
    }

    private String report(Tenant tenant, EnrollmentJob job, JobReport.Kind kind) {
        var report = read.report(tenant.reader(), job.id(), kind);
        var text = new StringBuilder();
        for (var piece = report.read(); piece != null; piece = report.read()) {
            text.append(piece);
        }
        return text.toString();
    }

    /// The codes of all rows; empty for a good one.
    private List<String> outcomes(Tenant tenant, EnrollmentJob job) {
        return report(tenant, job, JobReport.Kind.FULL).lines().skip(1).map(line -> line.split("\",\"", -1)[2])
                .toList();
    }

    private static List<String> ids(String name, int count) {
        return IntStream.range(0, count).mapToObj(i -> id(name + i)).toList();
    }

    private static String id(String name) {
        return new EnrollmentId(Samples.fingerprint(name)).toString();
    }

    private static String id(SampleDevice device) {
        return device.enrollmentId().toString();
    }

    private static String file(List<String> ids) {
        return "id\n" + String.join("\n", ids);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
