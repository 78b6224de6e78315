package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.SampleCa;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.Operator;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [Refusals] promises.
public abstract class RefusalsContract extends StoresContract {
    private final ResourceId acme = Samples.id();
    private final Fingerprint meter = Samples.fingerprint();
    private final CaCertificate ca = SampleCa.named("Maker CA").uploaded();

    @Test
    final void aRefusalIsReadAsItWasWritten() {
        var refusal = new Refusal(Samples.id(), meter, RefusalReason.DUPLICATE_ENDPOINT_NAME, acme, ca.fingerprint(),
                "mètre", "why", 3, Samples.NOW, Samples.EXPIRY);
        record(refusal);
        assertThat(list(null, null, 10)).containsExactly(refusal);
    }

    @Test
    final void everyReasonIsKeptInItsOwnRow() {
        var refusals = Arrays.stream(RefusalReason.values())
                .map(reason -> Samples.refusal(meter, reason, acme, null)).toArray(Refusal[]::new);
        record(refusals);
        assertThat(list(null, null, 100)).containsExactly(refusals);
    }

    @Test
    final void aRepeatAddsItsCountAndTakesTheRestFromTheLatest() {
        var first = new Refusal(Samples.id(), meter, RefusalReason.SIGNING, acme, null, "old", "old why", 2,
                Samples.NOW, Samples.NOW);
        var later = new Refusal(Samples.id(), meter, RefusalReason.SIGNING, acme, ca.fingerprint(), "new", "new why",
                3, Samples.NOW.plusSeconds(1), Samples.EXPIRY);
        record(first, later);
        assertThat(list(null, null, 10)).containsExactly(new Refusal(first.id(), meter, RefusalReason.SIGNING, acme,
                ca.fingerprint(), "new", "new why", 5, Samples.NOW, Samples.EXPIRY));
    }

    @Test
    final void onlyTheFirstOfARowMakesIt() {
        assertThat(is(stores -> stores.refusals().record(Samples.refusal(meter, RefusalReason.SIGNING, acme, null))))
                .isTrue();
        assertThat(is(stores -> stores.refusals().record(Samples.refusal(meter, RefusalReason.SIGNING, acme, null))))
                .isFalse();
        var made = together(8, i -> in(stores -> stores.refusals()
                .record(Samples.refusal(meter, RefusalReason.DUPLICATE_ENDPOINT_NAME, acme, null))));
        assertThat(made).containsOnlyOnce(true);
    }

    @Test
    final void theFirstForAnotherHolderMakesTheRowAnew() {
        for (var holder : new @Nullable ResourceId[]{null, acme, Samples.id(), null}) {
            assertThat(is(stores -> stores.refusals().record(
                    Samples.refusal(meter, RefusalReason.SIGNING, holder, null)))).isTrue();
            assertThat(is(stores -> stores.refusals().record(
                    Samples.refusal(meter, RefusalReason.SIGNING, holder, null)))).isFalse();
        }
    }

    @Test
    final void aRefusalIsVisibleToItsHolderAndToThoseWhoProvedItsCa() {
        var other = Samples.id();
        run(stores -> {
            stores.trustedCertificates().add(Samples.trusted(acme, "a", ca, CertificateStatus.INACTIVE, true), null);
            stores.trustedCertificates().add(Samples.trusted(other, "b", ca, CertificateStatus.ACTIVE, true), null);
            stores.trustedCertificates().add(Samples.trusted(Samples.id(), "unproven", ca), null);
        });
        var holder = Samples.id();
        var refusal = Samples.refusal(meter, RefusalReason.SIGNING, holder, ca.fingerprint());
        assertThat(visibleTo(refusal, 10)).containsExactlyInAnyOrder(holder, acme, other);
        assertThat(visibleTo(refusal, 1)).hasSize(2).contains(holder);
        assertThat(visibleTo(Samples.refusal(meter, RefusalReason.SIGNING, null, null), 10)).isEmpty();
    }

    private Set<ResourceId> visibleTo(Refusal refusal, int limit) {
        return in(stores -> stores.refusals().visibleTo(refusal, limit));
    }

    @Test
    final void whatAnotherAccountHeldIsNotCountedAndItsTimesAreGone() {
        var others = new Refusal(Samples.id(), meter, RefusalReason.SIGNING, Samples.id(), null, "old", "old why", 2,
                Samples.NOW, Samples.NOW);
        var ours = new Refusal(Samples.id(), meter, RefusalReason.SIGNING, acme, null, "new", "new why", 3,
                Samples.NOW.plusSeconds(1), Samples.EXPIRY);
        record(others, ours);
        assertThat(list(null, null, 10)).containsExactly(ours);
        var again = new Refusal(Samples.id(), meter, RefusalReason.SIGNING, null, ca.fingerprint(), "new", "why", 1,
                Samples.EXPIRY, Samples.EXPIRY);
        record(again);
        assertThat(list(null, null, 10)).isEmpty();
        trust(CertificateStatus.ACTIVE, true);
        assertThat(list(null, null, 10)).containsExactly(again);
    }

    @Test
    final void ofEachCasUnlistedDevicesThoseSeenLastAreKept() {
        trust(CertificateStatus.ACTIVE, true);
        var old = unlisted(ca.fingerprint(), 0);
        var later = unlisted(ca.fingerprint(), 1);
        var latest = unlisted(ca.fingerprint(), 2);
        var held = Samples.refusal(Samples.fingerprint(), RefusalReason.SIGNING, acme, ca.fingerprint());
        record(old, latest, later, held, unlisted(Samples.fingerprint(), 0), unlisted(Samples.fingerprint(), 0),
                unlisted(null, 0), unlisted(null, 1));
        assertThat(removeUnlistedBeyond(3)).isZero();
        assertThat(removeUnlistedBeyond(2)).isEqualTo(1);
        assertThat(list(null, null, 10)).containsExactlyInAnyOrder(later, latest, held);
        assertThat(removeUnlistedBeyond(1)).isEqualTo(2);
        assertThat(list(null, null, 10)).containsExactlyInAnyOrder(latest, held);
        assertThat(removeUnlistedBeyond(1)).isZero();
    }

    @Test
    final void noMoreUnlistedOnesAreRemovedAtOnceThanTheLimit() {
        trust(CertificateStatus.ACTIVE, true);
        record(unlisted(ca.fingerprint(), 0), unlisted(ca.fingerprint(), 1), unlisted(ca.fingerprint(), 2),
                unlisted(ca.fingerprint(), 3));
        assertThat(removeUnlistedBeyond(1)).isEqualTo(2);
        assertThat(list(null, null, 10)).hasSize(2);
    }

    private static Refusal unlisted(@Nullable Fingerprint anchor, int second) {
        return new Refusal(Samples.id(), Samples.fingerprint(), RefusalReason.ENROLLMENT_NOT_REGISTERED, null, anchor,
                "meter", "why", 1, Samples.NOW, Samples.NOW.plusSeconds(second));
    }

    private int removeUnlistedBeyond(int most) {
        return in(stores -> stores.refusals().removeUnlistedBeyond(most, 2));
    }

    @Test
    final void manyAtOnceAreAllCounted() {
        together(8, i -> {
            record(Samples.refusal(meter, RefusalReason.SIGNING, acme, null));
            return i;
        });
        assertThat(list(null, null, 10)).singleElement().extracting(Refusal::count).isEqualTo(8L);
    }

    @Test
    final void anAccountSeesWhatItHeldAndNothingThatNobodyHeld() {
        var held = Samples.refusal(meter, RefusalReason.SIGNING, acme, null);
        record(held, Samples.refusal(Samples.fingerprint(), RefusalReason.SIGNING, Samples.id(), null),
                Samples.refusal(Samples.fingerprint(), RefusalReason.SIGNING, null, null));
        assertThat(list(null, null, 10)).containsExactly(held);
        assertThat(list(meter, null, 10)).containsExactly(held);
    }

    @Test
    final void anAccountSeesWhatCameByACaThatItProvedActiveOrNot() {
        var refusal = Samples.refusal(meter, RefusalReason.ENROLLMENT_NOT_REGISTERED, null, ca.fingerprint());
        record(refusal, Samples.refusal(Samples.fingerprint(), RefusalReason.SIGNING, null, Samples.fingerprint()));
        assertThat(list(null, null, 10)).isEmpty();
        trust(CertificateStatus.INACTIVE, true);
        assertThat(list(null, null, 10)).containsExactly(refusal);
        assertThat(list(meter, null, 10)).containsExactly(refusal);
    }

    @Test
    final void anAccountThatOnlyHasTheCaSeesWhatItNamesExactly() {
        var refusal = Samples.refusal(meter, RefusalReason.ENROLLMENT_NOT_REGISTERED, null, ca.fingerprint());
        record(refusal);
        assertThat(list(meter, null, 10)).isEmpty();
        trust(CertificateStatus.ACTIVE, false);
        assertThat(list(null, null, 10)).isEmpty();
        assertThat(list(meter, null, 10)).containsExactly(refusal);
        assertThat(list(Samples.fingerprint(), null, 10)).isEmpty();
    }

    @Test
    final void anAccountThatOnlyHasTheCaSeesNothingOfWhatAnotherHeldEvenIfItNamesIt() {
        trust(CertificateStatus.ACTIVE, false);
        record(Samples.refusal(meter, RefusalReason.ACCOUNT_SUSPENDED, Samples.id(), ca.fingerprint()));
        assertThat(list(meter, null, 10)).isEmpty();
        assertThat(this.<Long>in(stores -> stores.refusals().countVisible(acme, meter, List.of()))).isZero();
    }

    @Test
    final void anAccountThatProvedTheCaSeesWhatAnotherHeldNamedOrNot() {
        trust(CertificateStatus.ACTIVE, true);
        var refusal = Samples.refusal(meter, RefusalReason.ACCOUNT_SUSPENDED, Samples.id(), ca.fingerprint());
        record(refusal);
        assertThat(list(null, null, 10)).containsExactly(refusal);
        assertThat(list(meter, null, 10)).containsExactly(refusal);
    }

    @Test
    final void theListIsInTheOrderOfIdsAndHoldsEachOnce() {
        trust(CertificateStatus.ACTIVE, true);
        var both = Samples.refusal(meter, RefusalReason.SIGNING, acme, ca.fingerprint());
        var byCa = Samples.refusal(meter, RefusalReason.ACCOUNT_SUSPENDED, null, ca.fingerprint());
        var byHolder = Samples.refusal(meter, RefusalReason.ENROLLMENT_NOT_REGISTERED, acme, null);
        record(byHolder, byCa, both);
        assertThat(list(null, null, 2)).containsExactly(both, byCa);
        assertThat(list(null, byCa.id(), 2)).containsExactly(byHolder);
        assertThat(list(meter, null, 2)).containsExactly(both, byCa);
        assertThat(list(meter, byCa.id(), 2)).containsExactly(byHolder);
    }

    @Test
    final void whatWasLastSeenBeforeATimeIsRemovedAndWhatWasSeenThenStays() {
        var unseen = lastSeenAt(Samples.NOW.plusMillis(9));
        var seen = lastSeenAt(Samples.NOW.plusMillis(10));
        record(seen, unseen);
        assertThat(removeUnseenSince(Samples.NOW.plusMillis(9))).isZero();
        assertThat(removeUnseenSince(Samples.NOW.plusMillis(10))).isEqualTo(1);
        assertThat(list(null, null, 10)).containsExactly(seen);
    }

    @Test
    final void whatCameAgainIsKeptFromThenOn() {
        var refusal = lastSeenAt(Samples.NOW);
        record(refusal);
        var again = new Refusal(refusal.id(), refusal.fingerprint(), refusal.reason(), acme, null, "meter", "why", 2,
                Samples.NOW, Samples.NOW.plusSeconds(1));
        record(new Refusal(Samples.id(), refusal.fingerprint(), refusal.reason(), acme, null, "meter", "why", 1,
                again.lastSeenAt(), again.lastSeenAt()));
        assertThat(removeUnseenSince(again.lastSeenAt())).isZero();
        assertThat(list(null, null, 10)).containsExactly(again);
    }

    @Test
    final void noMoreAreRemovedThanTheLimit() {
        record(lastSeenAt(Samples.NOW), lastSeenAt(Samples.NOW), lastSeenAt(Samples.NOW));
        assertThat(removeUnseenSince(Samples.EXPIRY)).isEqualTo(2);
        assertThat(list(null, null, 10)).hasSize(1);
        assertThat(removeUnseenSince(Samples.EXPIRY)).isEqualTo(1);
        assertThat(removeUnseenSince(Samples.EXPIRY)).isZero();
    }

    private Refusal lastSeenAt(Instant time) {
        return new Refusal(Samples.id(), Samples.fingerprint(), RefusalReason.SIGNING, acme, null, "meter", "why", 1,
                Samples.NOW, time);
    }

    private int removeUnseenSince(Instant before) {
        return in(stores -> stores.refusals().removeUnseenSince(before, 2));
    }

    @Test
    final void anAccountIsToldItsOwnCertificateThatTheChainLedTo() {
        var by = Samples.refusal(meter, RefusalReason.ENROLLMENT_NOT_REGISTERED, acme, ca.fingerprint());
        var without = Samples.refusal(meter, RefusalReason.SIGNING, acme, null);
        record(by, without);
        run(stores -> stores.trustedCertificates()
                .add(Samples.trusted(Samples.id(), "theirs", ca, CertificateStatus.ACTIVE, true), null));
        assertThat(seen(null, Selection.first(10))).containsExactly(new VisibleRefusal(by, null),
                new VisibleRefusal(without, null));
        var own = trust(CertificateStatus.ACTIVE, false);
        assertThat(seen(null, Selection.first(10))).containsExactly(new VisibleRefusal(by, own),
                new VisibleRefusal(without, null));
        assertThat(seen(meter, Selection.first(10))).containsExactly(new VisibleRefusal(by, own),
                new VisibleRefusal(without, null));
        assertThat(where("trusted_certificate_id", Operator.EQUAL, own.toString())).containsExactly(by);
        assertThat(where("trusted_certificate_id", Operator.NOT_EQUAL, own.toString())).containsExactly(without);
    }

    @Test
    final void theListIsNarrowedByEveryFieldAndCounted() {
        trust(CertificateStatus.ACTIVE, true);
        var first = new Refusal(Samples.id(), meter, RefusalReason.SIGNING, acme, null, "Meter-1", "why", 1,
                Samples.NOW, Samples.NOW);
        var second = new Refusal(Samples.id(), Samples.fingerprint(), RefusalReason.ENROLLMENT_NOT_REGISTERED, null,
                ca.fingerprint(), "lamp", "why", 2, Samples.NOW.plusSeconds(1), Samples.NOW.plusSeconds(2));
        record(first, second, Samples.refusal(Samples.fingerprint(), RefusalReason.SIGNING, Samples.id(), null));
        assertThat(where("id", Operator.IN, first.id().toString(), Samples.id().toString())).containsExactly(first);
        assertThat(where("endpoint_name", Operator.EQUAL, "lamp")).containsExactly(second);
        assertThat(where("endpoint_name", Operator.EQUAL, "Lamp")).isEmpty();
        assertThat(where("endpoint_name", Operator.CONTAINS, "METER")).containsExactly(first);
        assertThat(where("reason", Operator.EQUAL, "SIGNING")).containsExactly(first);
        assertThat(where("reason", Operator.NOT_IN, "SIGNING")).containsExactly(second);
        assertThat(where("first_seen_time", Operator.AT_LEAST, second.firstSeenAt().toString()))
                .containsExactly(second);
        assertThat(where("last_seen_time", Operator.AT_MOST, first.lastSeenAt().toString())).containsExactly(first);
        assertThat(where("last_seen_time", Operator.AT_LEAST, first.lastSeenAt().toString()))
                .containsExactly(first, second);
    }

    @Test
    final void theListIsReadBackwardsToo() {
        trust(CertificateStatus.ACTIVE, true);
        var both = Samples.refusal(meter, RefusalReason.SIGNING, acme, ca.fingerprint());
        var byCa = Samples.refusal(meter, RefusalReason.ACCOUNT_SUSPENDED, null, ca.fingerprint());
        var byHolder = Samples.refusal(meter, RefusalReason.ENROLLMENT_NOT_REGISTERED, acme, null);
        record(byHolder, byCa, both);
        assertThat(seen(null, new Selection<>(List.of(), true, null, 2))).extracting(VisibleRefusal::refusal)
                .containsExactly(byHolder, byCa);
        assertThat(seen(null, new Selection<>(List.of(), true, byCa.id(), 2))).extracting(VisibleRefusal::refusal)
                .containsExactly(both);
        assertThat(seen(meter, new Selection<>(List.of(), true, byHolder.id(), 1)))
                .extracting(VisibleRefusal::refusal).containsExactly(byCa);
    }

    @Test
    final void countedIsWhatMayBeSeen() {
        record(Samples.refusal(meter, RefusalReason.ENROLLMENT_NOT_REGISTERED, null, ca.fingerprint()));
        trust(CertificateStatus.ACTIVE, false);
        assertThat(this.<Long>in(stores -> stores.refusals().countVisible(acme, null, List.of()))).isZero();
        assertThat(this.<Long>in(stores -> stores.refusals().countVisible(acme, meter, List.of()))).isOne();
    }

    private ResourceId trust(CertificateStatus status, boolean proven) {
        var certificate = Samples.trusted(acme, "maker", ca, status, proven);
        run(stores -> stores.trustedCertificates().add(certificate, null));
        return certificate.id();
    }

    private void record(Refusal... refusals) {
        run(stores -> Arrays.stream(refusals).forEach(stores.refusals()::record));
    }

    private List<Refusal> list(@Nullable Fingerprint fingerprint, @Nullable ResourceId after, int limit) {
        return seen(fingerprint, Selection.after(after, limit)).stream().map(VisibleRefusal::refusal).toList();
    }

    private List<VisibleRefusal> seen(@Nullable Fingerprint fingerprint, Selection<VisibleRefusal> selection) {
        return in(stores -> stores.refusals().listVisible(acme, fingerprint, selection));
    }

    private List<Refusal> where(String field, Operator operator, String... values) {
        var criteria = VisibleRefusal.FIELDS.read(List.of(new Condition(field, operator, List.of(values))));
        var found = seen(null, new Selection<>(criteria, false, null, 100)).stream().map(VisibleRefusal::refusal)
                .toList();
        assertThat(this.<Long>in(stores -> stores.refusals().countVisible(acme, null, criteria)))
                .isEqualTo(found.size());
        return found;
    }
}
