package io.firstclaim.core.enrollment;

import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.ListRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadEnrollmentsTest {
    private static final Maker OEM = Maker.named("OEM");
    private static final ListRequest ALL = ListRequest.of(new PageRequest(1_000, null));

    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final Tenant globex = world.account("Globex");
    private final ReadEnrollments reading = new ReadEnrollments(world.stores, world.clock);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void showsOneUntilTheMillisecondItExpires() {
        var listed = acme.lists(OEM.device("meter"));
        world.clock.set(listed.expiresAt().minusMillis(1));
        assertThat(reading.get(acme.reader(), listed.id())).isEqualTo(listed);
        assertThat(reading.list(acme.reader(), ALL).items()).containsExactly(listed);
        assertThat(reading.list(acme.reader(), only(listed)).items()).containsExactly(listed);

        world.clock.set(listed.expiresAt());
        assertProblem(Problem.NOT_FOUND, () -> reading.get(acme.reader(), listed.id()));
        assertThat(reading.list(acme.reader(), ALL).items()).isEmpty();
        assertThat(reading.list(acme.reader(), only(listed)).items()).isEmpty();
    }

    @Test
    void showsNothingOfAnotherAccount() {
        var listed = acme.lists(OEM.device("meter"));

        assertProblem(Problem.NOT_FOUND, () -> reading.get(globex.reader(), listed.id()));
        assertThat(reading.list(globex.reader(), ALL).items()).isEmpty();
        assertThat(reading.list(globex.reader(), only(listed)).items()).isEmpty();
    }

    @Test
    void pagesThroughAllOnceInTheirOrder() {
        List<Enrollment> listed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            listed.add(acme.lists(OEM.device("meter-" + i)));
        }
        var first = reading.list(acme.reader(), ListRequest.of(new PageRequest(2, null)));
        var second = reading.list(acme.reader(), ListRequest.of(new PageRequest(2, first.next())));
        var third = reading.list(acme.reader(), ListRequest.of(new PageRequest(2, second.next())));

        assertThat(first.items()).isEqualTo(listed.subList(0, 2));
        assertThat(second.items()).isEqualTo(listed.subList(2, 4));
        assertThat(third.items()).isEqualTo(listed.subList(4, 5));
        assertThat(third.next()).isNull();
    }

    @Test
    void aPageThatEndsWithTheListIsTheLast() {
        acme.lists(OEM.device("a"));
        acme.lists(OEM.device("b"));

        assertThat(reading.list(acme.reader(), ListRequest.of(new PageRequest(2, null))).next()).isNull();
        assertThat(reading.list(acme.reader(), ListRequest.of(new PageRequest(1, null))).next()).isNotNull();
    }

    @Test
    void theLastPageIsTheFirstOfTheOtherOrder() {
        var oldest = acme.lists(OEM.device("a"));
        acme.lists(OEM.device("b"));
        var youngest = acme.lists(OEM.device("c"));
        var backwards = reading.list(acme.reader(), new ListRequest(new PageRequest(2, null), List.of(), true, false));
        assertThat(backwards.items()).first().isEqualTo(youngest);
        assertThat(reading.list(acme.reader(),
                new ListRequest(new PageRequest(2, backwards.next()), List.of(), true, false)).items())
                .containsExactly(oldest);
    }

    @Test
    void countsWhatFulfilsTheConditionsOnAllPagesIfAsked() {
        acme.trusts(OEM);
        var meter = OEM.device("a");
        acme.lists(meter);
        world.claim(meter);
        acme.lists(OEM.device("b"));
        acme.lists(OEM.device("c"));
        var one = new PageRequest(1, null);
        var pending = List.of(Condition.equal("state", "pending"));
        assertThat(reading.list(acme.reader(), new ListRequest(one, List.of(), false, true)).total()).isEqualTo(3);
        assertThat(reading.list(acme.reader(), new ListRequest(one, pending, false, true)).total()).isEqualTo(2);
        assertThat(reading.list(acme.reader(), new ListRequest(one, pending, false, false)).total()).isZero();
        assertThat(reading.list(globex.reader(), new ListRequest(one, List.of(), false, true)).total()).isZero();
    }

    @Test
    void aConditionThatTheListDoesNotKnowIsRefused() {
        assertProblem(Problem.VALIDATION_ERROR,
                () -> reading.list(acme.reader(), ALL.and(Condition.equal("account_id", acme.id().toString()))));
    }

    private static ListRequest only(Enrollment wanted) {
        return ALL.and(Condition.equal("enrollment_identity", wanted.identity().toString()));
    }

    @Test
    void sweepingRemovesWhatExpiredAndNothingElse() {
        acme.lists(OEM.device("early"));
        world.clock.pass(Duration.ofMillis(1));
        var late = acme.lists(OEM.device("late"));
        world.clock.set(Samples.NOW.plus(World.PENDING_LIFETIME));

        assertThat(new ExpireEnrollments(world.stores, world.clock).run()).isEqualTo(1);
        assertThat(acme.list()).containsExactly(late);
    }

    @Test
    void sweepingLeavesAClaimedOneAlone() {
        acme.trusts(OEM);
        var meter = OEM.device("meter");
        acme.lists(meter);
        world.claim(meter);
        world.clock.pass(World.PENDING_LIFETIME.multipliedBy(2));

        assertThat(new ExpireEnrollments(world.stores, world.clock).run()).isZero();
        assertThat(acme.list()).hasSize(1);
    }

    @Test
    void sweepingTakesMoreThanOneBatch() {
        for (int i = 0; i < 501; i++) {
            var row = Samples.enrollment(acme.id());
            world.read(s -> s.enrollments().add(row, null, Samples.NOW));
        }
        world.clock.set(Samples.EXPIRY);

        assertThat(new ExpireEnrollments(world.stores, world.clock).run()).isEqualTo(501);
    }
}
