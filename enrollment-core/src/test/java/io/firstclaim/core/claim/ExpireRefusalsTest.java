package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.World;
import io.firstclaim.core.listing.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpireRefusalsTest {
    private static final Duration KEPT = Duration.ofDays(30);

    private final World world = new World();
    private final ResourceId acme = Samples.id();
    private final ExpireRefusals expire = new ExpireRefusals(world.stores, world.clock, KEPT, 2);

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aRefusalIsKeptAsLongAsSaidAndNoLonger() {
        record(Samples.NOW);
        world.clock.set(Samples.NOW.plus(KEPT));
        assertThat(expire.run()).isZero();
        assertThat(kept()).hasSize(1);

        world.clock.pass(Duration.ofMillis(1));
        assertThat(expire.run()).isEqualTo(1);
        assertThat(kept()).isEmpty();
    }

    @Test
    void aLaterOneStays() {
        record(Samples.NOW);
        var later = record(Samples.NOW.plusMillis(1));
        world.clock.set(later.lastSeenAt().plus(KEPT));

        assertThat(expire.run()).isEqualTo(1);
        assertThat(kept()).containsExactly(later);
    }

    @Test
    void moreThanOneBatchIsForgotten() {
        for (int i = 0; i < 501; i++) {
            record(Samples.NOW);
        }
        world.clock.set(Samples.NOW.plus(KEPT).plusMillis(1));

        assertThat(expire.run()).isEqualTo(501);
        assertThat(kept()).isEmpty();
    }

    @Test
    void ofDevicesThatNobodyListsOnlySoManyAreKept() {
        world.read(stores -> {
            for (int i = 0; i < 2_003; i++) {
                stores.refusals().record(Samples.refusal(Samples.fingerprint(),
                        RefusalReason.ENROLLMENT_NOT_REGISTERED, null, null));
            }
            return 0;
        });

        assertThat(expire.run()).isEqualTo(2_001);
        assertThat(expire.run()).isZero();
    }

    private Refusal record(Instant seenAt) {
        var refusal = new Refusal(Samples.id(), Samples.fingerprint(), RefusalReason.SIGNING, acme, null, "meter",
                "why", 1, seenAt, seenAt);
        world.read(stores -> {
            stores.refusals().record(refusal);
            return refusal;
        });
        return refusal;
    }

    private List<Refusal> kept() {
        return world
                .<List<VisibleRefusal>>read(stores -> stores.refusals().listVisible(acme, null, Selection.first(1_000)))
                .stream().map(VisibleRefusal::refusal).toList();
    }
}
