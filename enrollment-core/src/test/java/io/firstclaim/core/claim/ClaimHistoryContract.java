package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.Fingerprint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [ClaimHistory] promises.
public abstract class ClaimHistoryContract extends StoresContract {
    private final ResourceId acme = Samples.id();
    private final ResourceId meter = Samples.id();
    private final Fingerprint certificate = Samples.fingerprint();

    @Test
    final void anEventIsReadAsItWasWrittenAtItsPosition() {
        var claimed = new ClaimEvent(Samples.id(), acme, 0, ClaimEvent.Type.DENIED, meter, certificate,
                new EndpointName("mètre"), RefusalReason.DUPLICATE_ENDPOINT_NAME, "why", Samples.NOW);
        var enrolled = new ClaimEvent(Samples.id(), acme, ClaimEvent.Type.ENROLLED, null, certificate, null, "",
                Samples.EXPIRY);
        addPlaced(claimed, enrolled);
        assertThat(list(all())).containsExactly(claimed.at(1), enrolled.at(2));
    }

    @Test
    final void manyAreAddedAtOnce() {
        var first = event(meter, certificate);
        var second = event(null, certificate);
        run(stores -> stores.history().addAll(List.of(first, second)));
        run(stores -> stores.history().addAll(List.of()));
        assertThat(waiting(10)).containsExactly(first.id(), second.id());
        place(first.id(), second.id());
        assertThat(list(all())).containsExactly(first.at(1), second.at(2));
    }

    @Test
    final void everyTypeOfEventIsKept() {
        var events = Arrays.stream(ClaimEvent.Type.values()).map(type -> new ClaimEvent(Samples.id(), acme, type, meter,
                certificate, null, "why", Samples.NOW)).toArray(ClaimEvent[]::new);
        addPlaced(events);
        assertThat(list(all())).extracting(ClaimEvent::type).containsExactly(ClaimEvent.Type.values());
    }

    @Test
    final void anEventWaitsForItsPositionAndIsNotListedBefore() {
        assertThat(found(stores -> stores.history().findWaiting(null))).isEmpty();
        var first = event(meter, certificate);
        var second = event(meter, certificate);
        add(second, first);
        assertThat(list(all())).isEmpty();
        assertThat(waiting(10)).containsExactly(first.id(), second.id());
        assertThat(waiting(1)).containsExactly(first.id());
        assertThat(found(stores -> stores.history().lastWaiting(acme))).contains(second.id());
        place(first.id());
        assertThat(waiting(10)).containsExactly(second.id());
        place(second.id());
        assertThat(waiting(10)).isEmpty();
        assertThat(found(stores -> stores.history().lastWaiting(acme))).isEmpty();
        assertThat(list(all())).containsExactly(first.at(1), second.at(2));
    }

    @Test
    final void positionsGoOnWhereTheyEndedInEachAccountApart() {
        assertThat(lastPosition(acme)).isZero();
        addPlaced(event(meter, certificate), event(meter, certificate));
        var other = Samples.event(Samples.id(), meter, certificate);
        add(other);
        run(stores -> stores.history().place(other.accountId(), List.of(other.id())));
        addPlaced(event(meter, certificate));
        assertThat(list(all())).extracting(ClaimEvent::position).containsExactly(1L, 2L, 3L);
        assertThat(lastPosition(acme)).isEqualTo(3);
        assertThat(lastPosition(other.accountId())).isEqualTo(1);
        var asked = Set.of(acme, other.accountId(), Samples.id());
        Map<ResourceId, Long> lasts = in(stores -> stores.history().lastPositions(asked));
        assertThat(lasts).containsOnly(Map.entry(acme, 3L), Map.entry(other.accountId(), 1L));
        run(stores -> stores.history().place(acme, List.of()));
        assertThat(lastPosition(acme)).isEqualTo(3);
    }

    @Test
    final void theAccountsWhoseEventsWaitAreFoundOneAfterTheOther() {
        var one = Samples.event(Samples.id(), null, certificate);
        var two = Samples.event(Samples.id(), null, certificate);
        add(two, one, Samples.event(one.accountId(), null, certificate), event(meter, certificate));
        place(waiting(1).toArray(ResourceId[]::new));
        assertThat(found(stores -> stores.history().findWaiting(null))).contains(one.accountId());
        assertThat(found(stores -> stores.history().findWaiting(one.accountId()))).contains(two.accountId());
        assertThat(found(stores -> stores.history().findWaiting(two.accountId()))).isEmpty();
    }

    @Test
    final void theListCanBeOfOneDeviceOrOneCertificateOrBoth() {
        var other = Samples.id();
        addPlaced(event(meter, certificate), event(meter, Samples.fingerprint()), event(other, certificate),
                event(null, certificate));
        assertThat(positions(query(meter, null, Set.of(), false))).containsExactly(1L, 2L);
        assertThat(positions(query(null, certificate, Set.of(), false))).containsExactly(1L, 3L, 4L);
        assertThat(positions(query(meter, certificate, Set.of(), false))).containsExactly(1L);
        assertThat(positions(query(meter, null, Set.of(), false).continuedAt(1))).containsExactly(2L);
        assertThat(positions(query(null, certificate, Set.of(), true).continuedAt(4))).containsExactly(3L, 1L);
    }

    @Test
    final void theListCanBeOfSomeTypes() {
        for (var type : List.of(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CLAIMED, ClaimEvent.Type.CANCELLED)) {
            addPlaced(new ClaimEvent(Samples.id(), acme, type, null, certificate, null, "", Samples.NOW));
        }
        assertThat(positions(query(null, null, Set.of(ClaimEvent.Type.ENROLLED, ClaimEvent.Type.CANCELLED), false)))
                .containsExactly(1L, 3L);
        assertThat(positions(query(null, null, Set.of(ClaimEvent.Type.DENIED), false))).isEmpty();
    }

    @Test
    final void aPageBeginsBehindItsPositionAndEndsAtItsLimit() {
        addPlaced(event(meter, certificate), event(meter, certificate), event(meter, certificate));
        assertThat(listed(stores -> stores.history().list(all(), 2))).extracting(ClaimEvent::position)
                .containsExactly(1L, 2L);
        assertThat(positions(EventQuery.after(acme, 2))).containsExactly(3L);
        assertThat(positions(EventQuery.after(acme, 3))).isEmpty();
        assertThat(positions(query(null, null, Set.of(), true))).containsExactly(3L, 2L, 1L);
        assertThat(positions(query(null, null, Set.of(), true).continuedAt(2))).containsExactly(1L);
    }

    private EventQuery all() {
        return EventQuery.after(acme, 0);
    }

    private EventQuery query(@Nullable ResourceId deviceId, @Nullable Fingerprint fingerprint,
            Set<ClaimEvent.Type> types, boolean descending) {
        return new EventQuery(acme, deviceId, fingerprint, types, 0, Long.MAX_VALUE, descending);
    }

    private ClaimEvent event(@Nullable ResourceId deviceId, Fingerprint fingerprint) {
        return Samples.event(acme, deviceId, fingerprint);
    }

    private void add(ClaimEvent... events) {
        run(stores -> Arrays.stream(events).forEach(stores.history()::add));
    }

    private void addPlaced(ClaimEvent... events) {
        add(events);
        place(Arrays.stream(events).map(ClaimEvent::id).toArray(ResourceId[]::new));
    }

    private void place(ResourceId... ids) {
        run(stores -> stores.history().place(acme, List.of(ids)));
    }

    private List<ResourceId> waiting(int limit) {
        return listed(stores -> stores.history().waiting(acme, limit));
    }

    private long lastPosition(ResourceId account) {
        return in(stores -> stores.history().lastPosition(account));
    }

    private List<ClaimEvent> list(EventQuery query) {
        return listed(stores -> stores.history().list(query, 100));
    }

    private List<Long> positions(EventQuery query) {
        return list(query).stream().map(ClaimEvent::position).toList();
    }
}
