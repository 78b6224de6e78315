package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.TestClock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class EventSequencerTest {
    private final FakeStores stores = new FakeStores();
    private final TestClock clock = new TestClock();
    private final List<ResourceId> told = new ArrayList<>();
    private final EventSequencer sequencer = core();
    private final ReadEvents read = new ReadEvents(stores, sequencer);
    private final ResourceId acme = Samples.id();

    @Test
    void everyEventGetsTheNextPositionInTheOrderOfTime() {
        var first = add(acme);
        var second = add(acme);
        assertThat(sequencer.placeWaiting()).isEqualTo(2);
        var third = add(acme);
        assertThat(sequencer.placeWaiting()).isEqualTo(1);
        assertThat(sequencer.placeWaiting()).isZero();
        assertThat(read.placedAfter(acme, 0, 10)).containsExactly(first.at(1), second.at(2), third.at(3));
        assertThat(told).containsExactly(acme, acme);
    }

    @Test
    void anAccountWithManyEventsDoesNotHoldUpTheOthers() {
        for (int i = 0; i < EventSequencer.BATCH + 1; i++) {
            add(acme);
        }
        var other = Samples.id();
        add(other);
        assertThat(sequencer.placeWaiting()).isEqualTo(EventSequencer.BATCH + 2);
        assertThat(told).containsExactly(acme, other, acme);
        assertThat(read.lastPlaced(acme)).isEqualTo(EventSequencer.BATCH + 1);
        assertThat(read.lastPlaced(other)).isEqualTo(1);
    }

    @Test
    void whoAsksSeesWhatWasCommittedBefore() {
        for (int i = 0; i < 2 * EventSequencer.BATCH + 1; i++) {
            add(acme);
        }
        assertThat(read.last(acme)).isEqualTo(2 * EventSequencer.BATCH + 1);
        var page = read.list(EventQuery.after(acme, 0), 1000);
        assertThat(page.events()).extracting(ClaimEvent::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 1000).boxed().toList());
        assertThat(page.next()).isEqualTo(1000);
        assertThat(read.list(EventQuery.after(acme, 1000), 1000).next()).isNull();
    }

    @Test
    void onlyOneCorePlacesTheEventsOfAnAccountUntilItsLeaseEnds() {
        var other = core();
        add(acme);
        assertThat(sequencer.placeWaiting()).isEqualTo(1);
        add(acme);
        assertThat(other.placeWaiting()).isZero();
        stores.passForLeases(EventSequencer.LEASE);
        clock.pass(EventSequencer.LEASE);
        assertThat(other.placeWaiting()).isEqualTo(1);
        add(acme);
        assertThat(sequencer.placeWaiting()).isZero();
        assertThat(read.lastPlaced(acme)).isEqualTo(2);
    }

    @Test
    void aCoreThatStopsLetsTheOthersGoOnAtOnce() {
        add(acme);
        sequencer.placeWaiting();
        add(acme);
        sequencer.release();
        assertThat(core().placeWaiting()).isEqualTo(1);
    }

    @Test
    void aReaderGoesOnFromAPositionThatTheAccountHas() {
        add(acme);
        assertThat(read.requireReached(acme, 0)).isZero();
        assertThat(read.requireReached(acme, 1)).isEqualTo(1);
        assertThatThrownBy(() -> read.requireReached(acme, 2)).isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("0 to 1");
        assertThatThrownBy(() -> read.requireReached(acme, -1)).isInstanceOf(FirstclaimException.class);
    }

    private EventSequencer core() {
        var core = new EventSequencer(stores, clock, Samples.id());
        core.onPlaced(told::add);
        return core;
    }

    private ClaimEvent add(ResourceId account) {
        var event = Samples.event(account, null, Samples.fingerprint());
        stores.inTransaction(s -> {
            s.history().add(event);
            return event;
        });
        return event;
    }
}
