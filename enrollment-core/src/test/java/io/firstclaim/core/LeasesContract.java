package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/// What [Leases] promises.
public abstract class LeasesContract extends StoresContract {
    private static final String NAME = "positions-7";
    private static final Instant UNTIL = Samples.NOW.plusSeconds(10);

    private final ResourceId one = Samples.id();
    private final ResourceId other = Samples.id();

    @Test
    final void aLeaseIsFreeUntilSomebodyTakesIt() {
        assertThat(acquire(one, Samples.NOW, UNTIL)).contains(new Lease(NAME, one, 1, UNTIL));
        assertThat(acquire(other, Samples.NOW, UNTIL)).isEmpty();
        assertThat(found(stores -> stores.leases().acquire("another", other, Samples.NOW, UNTIL))).isPresent();
    }

    @Test
    final void itsHolderKeepsItsEpochWhenItTakesItAgain() {
        acquire(one, Samples.NOW, UNTIL);
        var later = UNTIL.plusSeconds(5);
        assertThat(acquire(one, UNTIL.minusMillis(1), later)).contains(new Lease(NAME, one, 1, later));
        assertThat(acquire(other, UNTIL.plusSeconds(4), later)).isEmpty();
    }

    @Test
    final void itIsFreeFromTheMomentItExpires() {
        acquire(one, Samples.NOW, UNTIL);
        assertThat(acquire(other, UNTIL.minusMillis(1), UNTIL)).isEmpty();
        assertThat(acquire(other, UNTIL, UNTIL.plusSeconds(10)).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    final void whoLetItExpireGetsANewEpoch() {
        acquire(one, Samples.NOW, UNTIL);
        assertThat(acquire(one, UNTIL, UNTIL.plusSeconds(10)).orElseThrow().epoch()).isEqualTo(2);
    }

    @Test
    final void onlyTheHolderOfTheCurrentEpochRenews() {
        var first = acquire(one, Samples.NOW, UNTIL).orElseThrow();
        assertThat(renew(first, UNTIL.minusMillis(1), UNTIL.plusSeconds(1))).isTrue();
        assertThat(renew(first, UNTIL.plusSeconds(1), UNTIL.plusSeconds(9))).as("expired").isFalse();
        var second = acquire(other, UNTIL.plusSeconds(1), UNTIL.plusSeconds(9)).orElseThrow();
        assertThat(renew(first, UNTIL.plusSeconds(2), UNTIL.plusSeconds(9))).as("another's by now").isFalse();
        assertThat(renew(second, UNTIL.plusSeconds(2), UNTIL.plusSeconds(9))).isTrue();
    }

    @Test
    final void aReleasedLeaseIsFreeAtOnceButNotByAnEarlierEpoch() {
        var first = acquire(one, Samples.NOW, UNTIL).orElseThrow();
        run(stores -> stores.leases().release(first));
        var second = acquire(other, Samples.NOW, UNTIL).orElseThrow();
        assertThat(second.epoch()).isEqualTo(2);
        run(stores -> stores.leases().release(first));
        assertThat(acquire(one, Samples.NOW, UNTIL)).isEmpty();
    }

    @Test
    final void ofManyWhoTryAtOnceExactlyOneGetsIt() {
        var outcomes = together(6, i -> in(stores -> stores.leases().acquire(NAME, Samples.id(), Samples.NOW, UNTIL)));
        assertThat(outcomes.stream().filter(Optional::isPresent)).hasSize(1);
    }

    @Test
    final void nobodyTakesItOverWhileATransactionWorksUnderIt() {
        acquire(one, Samples.NOW, UNTIL);
        var waiting = new ArrayList<Future<Optional<Lease>>>();
        run(stores -> {
            assertThat(stores.leases().acquire(NAME, one, Samples.NOW, UNTIL)).isPresent();
            waiting.add(heldUp(later -> later.leases().acquire(NAME, other, UNTIL, UNTIL.plusSeconds(10))));
        });
        assertThat(outcome(waiting.getFirst())).isPresent();
    }

    private Optional<Lease> acquire(ResourceId holder, Instant now, Instant until) {
        return found(stores -> stores.leases().acquire(NAME, holder, now, until));
    }

    private boolean renew(Lease lease, Instant now, Instant until) {
        return is(stores -> stores.leases().renew(lease, now, until));
    }
}
