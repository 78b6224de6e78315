package io.firstclaim.core.enrollment;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Interleaving;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.enrollment.EnrollmentOutcome.Listed;
import io.firstclaim.core.enrollment.EnrollmentOutcome.NotListed;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CreateEnrollmentsTest {
    private static final Fingerprint METER = Samples.fingerprint("meter");
    private static final String ID = new EnrollmentId(METER).toString();

    private final Interleaving stores = new Interleaving(new FakeStores());
    private final World world = new World(stores);
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aFreeIdIsListedUntilItExpires() {
        var listed = create(acme, ID, "");

        assertThat(listed.identity()).hasToString(ID);
        assertThat(listed.claim()).isNull();
        assertThat(listed.expiresAt()).isEqualTo(Samples.NOW.plus(World.PENDING_LIFETIME));
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED);
    }

    @Test
    void anIdThatIsHeldIsADuplicateForEverybodyInTheSameWords() {
        create(acme, ID, "");

        var toItsHolder = problem(acme, ID, "");
        var toAnother = problem(globex, ID, "");

        assertThat(toItsHolder.problem()).isEqualTo(Problem.DUPLICATE);
        assertThat(toAnother).hasMessage(toItsHolder.getMessage())
                .hasMessage("Enrollment identity is already claimed.");
        assertThat(globex.history()).isEmpty();
    }

    @Test
    void hexIsReadInAnyCase() {
        create(acme, ID, "");

        assertThat(problem(globex, "A-" + ID.substring(2).toLowerCase(Locale.ROOT), "").problem())
                .isEqualTo(Problem.DUPLICATE);
    }

    @Test
    void anExpiredOneIsFreeAtTheVeryMillisecond() {
        create(acme, ID, "");
        world.clock.set(Samples.NOW.plus(World.PENDING_LIFETIME).minusMillis(1));
        assertThat(problem(globex, ID, "").problem()).isEqualTo(Problem.DUPLICATE);

        world.clock.pass(Duration.ofMillis(1));
        assertThat(create(globex, ID, "").accountId()).isEqualTo(globex.id());
        assertThat(acme.list()).isEmpty();
    }

    @Test
    void aRepeatOfTheRequestGivesTheSameEnrollment() {
        var first = create(acme, ID, "request");

        assertThat(create(acme, ID, "request")).isEqualTo(first);
        assertThat(acme.history()).containsExactly(ClaimEvent.Type.ENROLLED);
    }

    @Test
    void aRepeatOfTheRequestForAnotherIdIsAMistake() {
        create(acme, ID, "request");

        assertInvalid("request_id", () -> create(acme, new EnrollmentId(Samples.fingerprint()).toString(), "request"));
    }

    @Test
    void aRequestIdIsTheAccountsOwn() {
        create(acme, ID, "request");

        assertThat(create(globex, new EnrollmentId(Samples.fingerprint()).toString(), "request")).isNotNull();
        assertProblem(Problem.DUPLICATE, () -> create(globex, ID, "another"));
    }

    @Test
    void aRepeatThatRunsBesideItsFirstGivesTheSameEnrollment() {
        var first = Samples.enrollment(acme.id(), METER);
        stores.before("enrollments", "add",
                other -> other.enrollments().add(first, new RequestId("request"), Samples.NOW));

        assertThat(create(acme, ID, "request")).isEqualTo(first);
    }

    @Test
    void whoIsOvertakenByAnotherAccountIsToldSo() {
        stores.before("enrollments", "add",
                other -> other.enrollments().add(Samples.enrollment(globex.id(), METER), null, Samples.NOW));

        assertThat(problem(acme, ID, "request").problem()).isEqualTo(Problem.DUPLICATE);
        assertThat(acme.history()).isEmpty();
    }

    @Test
    void aRepeatAfterTheEnrollmentExpiredListsAnew() {
        var first = create(acme, ID, "request");
        world.clock.pass(World.PENDING_LIFETIME);

        var second = create(acme, ID, "request");

        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.isExpired(world.clock.instant())).isFalse();
        assertThat(acme.list()).containsExactly(second);
    }

    @Test
    void eachOfManyIsJudgedByItself() {
        create(globex, ID, "");
        var other = new EnrollmentId(Samples.fingerprint()).toString();

        var outcomes = world.createEnrollments.createAll(acme.admin(), List.of(new EnrollmentWish(other, ""),
                new EnrollmentWish(ID, ""), new EnrollmentWish("A-12", ""), new EnrollmentWish(other, "")));

        assertThat(outcomes.get(0)).isInstanceOf(Listed.class);
        assertThat(problemOf(outcomes.get(1))).isEqualTo(Problem.DUPLICATE);
        assertThat(problemOf(outcomes.get(2))).isEqualTo(Problem.VALIDATION_ERROR);
        assertThat(problemOf(outcomes.get(3))).isEqualTo(Problem.DUPLICATE);
    }

    @Test
    void aCallHasOneToAThousand() {
        var wish = new EnrollmentWish("A-", "");

        assertInvalid("requests", () -> world.createEnrollments.createAll(acme.admin(), List.of()));
        assertInvalid("requests",
                () -> world.createEnrollments.createAll(acme.admin(), Collections.nCopies(1_001, wish)));
        assertThat(world.createEnrollments.createAll(acme.admin(), Collections.nCopies(1_000, wish))).hasSize(1_000);
    }

    @Test
    void onlyAnAdministratorOfAnActiveAccountLists() {
        var wish = new EnrollmentWish(ID, "");

        assertProblem(Problem.ACCESS_DENIED, () -> world.createEnrollments.create(acme.reader(), wish));
        assertProblem(Problem.ACCESS_DENIED, () -> world.createEnrollments.create(World.PLATFORM, wish));
        acme.isSuspended(true);
        assertProblem(Problem.ACCOUNT_SUSPENDED, () -> world.createEnrollments.create(acme.admin(), wish));
    }

    private Enrollment create(Tenant tenant, String id, String requestId) {
        return world.createEnrollments.create(tenant.admin(), new EnrollmentWish(id, requestId));
    }

    private FirstclaimException problem(Tenant tenant, String id, String requestId) {
        try {
            throw new AssertionError("It was listed: " + create(tenant, id, requestId));
        } catch (FirstclaimException e) {
            return e;
        }
    }

    private static Problem problemOf(EnrollmentOutcome outcome) {
        return ((NotListed) outcome).problem().problem();
    }
}
