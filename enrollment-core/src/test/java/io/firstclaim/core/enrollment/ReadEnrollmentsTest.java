package io.firstclaim.core.enrollment;

import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.PageRequest;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReadEnrollmentsTest {
    private static final Maker OEM = Maker.named("OEM");
    private static final PageRequest ALL = new PageRequest(1_000, null);

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
        assertThat(reading.list(acme.reader(), null, ALL).items()).containsExactly(listed);
        assertThat(reading.list(acme.reader(), listed.identity(), ALL).items()).containsExactly(listed);

        world.clock.set(listed.expiresAt());
        assertProblem(Problem.NOT_FOUND, () -> reading.get(acme.reader(), listed.id()));
        assertThat(reading.list(acme.reader(), null, ALL).items()).isEmpty();
        assertThat(reading.list(acme.reader(), listed.identity(), ALL).items()).isEmpty();
    }

    @Test
    void showsNothingOfAnotherAccount() {
        var listed = acme.lists(OEM.device("meter"));

        assertProblem(Problem.NOT_FOUND, () -> reading.get(globex.reader(), listed.id()));
        assertThat(reading.list(globex.reader(), null, ALL).items()).isEmpty();
        assertThat(reading.list(globex.reader(), listed.identity(), ALL).items()).isEmpty();
    }

    @Test
    void pagesThroughAllOnceInTheirOrder() {
        List<Enrollment> listed = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            listed.add(acme.lists(OEM.device("meter-" + i)));
        }
        var first = reading.list(acme.reader(), null, new PageRequest(2, null));
        var second = reading.list(acme.reader(), null, new PageRequest(2, first.next()));
        var third = reading.list(acme.reader(), null, new PageRequest(2, second.next()));

        assertThat(first.items()).isEqualTo(listed.subList(0, 2));
        assertThat(second.items()).isEqualTo(listed.subList(2, 4));
        assertThat(third.items()).isEqualTo(listed.subList(4, 5));
        assertThat(third.next()).isNull();
    }

    @Test
    void aPageThatEndsWithTheListIsTheLast() {
        acme.lists(OEM.device("a"));
        acme.lists(OEM.device("b"));

        assertThat(reading.list(acme.reader(), null, new PageRequest(2, null)).next()).isNull();
        assertThat(reading.list(acme.reader(), null, new PageRequest(1, null)).next()).isNotNull();
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
