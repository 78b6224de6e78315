package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [Leases] promises.
public abstract class LeasesContract extends StoresContract {
    private static final String NAME = "positions-7";
    /// Longer than any test.
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final ResourceId one = Samples.id();
    private final ResourceId other = Samples.id();

    @Test
    final void aLeaseIsFreeUntilSomebodyTakesIt() {
        var taken = acquire(one, LONG).orElseThrow();
        assertThat(taken).returns(NAME, Lease::name).returns(one, Lease::holder).returns(1L, Lease::epoch);
        assertThat(acquire(other, LONG)).isEmpty();
        assertThat(found(stores -> stores.leases().acquire("another", other, LONG))).isPresent();
    }

    @Test
    final void itsHolderKeepsItsEpochWhenItTakesItAgain() {
        var first = acquire(one, LONG).orElseThrow();
        var again = acquire(one, LONG.multipliedBy(2)).orElseThrow();
        assertThat(again.epoch()).isEqualTo(1);
        assertThat(again.expiresAt()).isAfterOrEqualTo(first.expiresAt().plus(LONG));
        assertThat(acquire(other, LONG)).isEmpty();
    }

    @Test
    final void itIsFreeWhenItHasExpired() {
        acquire(one, SHORT);
        await().until(() -> acquire(other, LONG), Optional::isPresent);
        assertThat(acquire(other, LONG).orElseThrow().epoch()).isEqualTo(2);
        assertThat(acquire(one, LONG)).isEmpty();
    }

    @Test
    final void whoLetItExpireGetsANewEpoch() {
        acquire(one, SHORT);
        await().until(() -> acquire(one, SHORT).orElseThrow().epoch() > 1);
    }

    @Test
    final void onlyTheHolderOfTheCurrentEpochRenews() {
        var first = acquire(one, LONG).orElseThrow();
        assertThat(renew(first, SHORT)).isTrue();
        await("expired").until(() -> !renew(first, SHORT));
        var second = acquire(other, LONG).orElseThrow();
        assertThat(renew(first, LONG)).as("another's by now").isFalse();
        assertThat(renew(second, LONG)).isTrue();
        assertThat(acquire(one, LONG)).isEmpty();
    }

    @Test
    final void aReleasedLeaseIsFreeAtOnceButNotByAnEarlierEpoch() {
        var first = acquire(one, LONG).orElseThrow();
        run(stores -> stores.leases().release(first));
        var second = acquire(other, LONG).orElseThrow();
        assertThat(second.epoch()).isEqualTo(2);
        run(stores -> stores.leases().release(first));
        assertThat(acquire(one, LONG)).isEmpty();
    }

    @Test
    final void ofManyWhoTryAtOnceExactlyOneGetsIt() {
        var outcomes = together(6, i -> in(stores -> stores.leases().acquire(NAME, Samples.id(), LONG)));
        assertThat(outcomes.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    final void nobodyTakesItOverWhileATransactionWorksUnderIt() {
        var before = acquire(one, LONG).orElseThrow();
        run(stores -> stores.leases().release(before));
        var waiting = new ArrayList<Future<Optional<Lease>>>();
        run(stores -> {
            assertThat(stores.leases().acquire(NAME, one, LONG)).isPresent();
            waiting.add(heldUp(later -> later.leases().acquire(NAME, other, LONG)));
        });
        assertThat(outcome(waiting.getFirst())).isEmpty();
    }

    private Optional<Lease> acquire(ResourceId holder, Duration length) {
        return found(stores -> stores.leases().acquire(NAME, holder, length));
    }

    private boolean renew(Lease lease, Duration length) {
        return is(stores -> stores.leases().renew(lease, length));
    }
}
