package io.firstclaim.core.enrollment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Selection;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [Enrollments] promises.
public abstract class EnrollmentsContract extends StoresContract {
    private static final RequestId REQUEST = new RequestId("r1");

    private final ResourceId acme = Samples.id();
    private final ResourceId globex = Samples.id();

    @Test
    final void anEnrollmentIsReadAsItWasWritten() {
        var enrollment = Samples.enrollment(acme);
        assertThat(add(enrollment, REQUEST)).isTrue();
        assertThat(found(stores -> stores.enrollments().find(acme, enrollment.id()))).contains(enrollment);
        assertThat(found(stores -> stores.enrollments().findByRequest(acme, REQUEST))).contains(enrollment);
        assertThat(found(stores -> stores.enrollments().findByFingerprint(enrollment.fingerprint())))
                .contains(enrollment);
        assertThat(found(stores -> stores.enrollments().lockByFingerprint(enrollment.fingerprint())))
                .contains(enrollment);
    }

    @Test
    final void anotherAccountFindsNothing() {
        var enrollment = Samples.enrollment(acme);
        add(enrollment, REQUEST);
        assertThat(found(stores -> stores.enrollments().find(globex, enrollment.id()))).isEmpty();
        assertThat(found(stores -> stores.enrollments().findByRequest(globex, REQUEST))).isEmpty();
        assertThat(listed(stores -> stores.enrollments().list(globex, Samples.NOW, Selection.first(10)))).isEmpty();
        assertThat(found(stores -> stores.enrollments().lockByFingerprint(Samples.fingerprint()))).isEmpty();
    }

    @Test
    final void aCertificateThatIsHeldIsNotAddedAgainByAnybody() {
        var held = Samples.enrollment(acme);
        add(held, null);
        assertThat(add(Samples.enrollment(globex, held.fingerprint()), null)).isFalse();
        assertThat(add(Samples.enrollment(acme, held.fingerprint()), null)).isFalse();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(held.fingerprint()))).contains(held);
    }

    @Test
    final void manyAreAddedEachByItself() {
        var held = Samples.enrollment(globex);
        var expired = new Enrollment(Samples.id(), 1, globex, Samples.fingerprint(), false, Samples.NOW, Samples.NOW,
                null);
        add(held, null);
        add(expired, REQUEST);
        var wishes = List.of(Samples.enrollment(acme), Samples.enrollment(acme, held.fingerprint()),
                Samples.enrollment(acme, expired.fingerprint()), Samples.enrollment(acme));
        assertThat(addAll(wishes)).containsExactly(true, false, true, true);
        assertThat(listed(stores -> stores.enrollments().list(acme, Samples.NOW, Selection.first(10))))
                .containsExactly(wishes.get(0), wishes.get(2), wishes.get(3));
        assertThat(found(stores -> stores.enrollments().findByRequest(acme, REQUEST))).isEmpty();
        assertThat(found(stores -> stores.enrollments().findByRequest(globex, REQUEST))).isEmpty();
        assertThat(addAll(List.of())).isEmpty();
    }

    @Test
    final void manyThatAreNewAreAddedTogether() {
        var wishes = List.of(Samples.enrollment(acme), Samples.enrollment(acme), Samples.enrollment(acme));
        assertThat(addNew(wishes)).isTrue();
        assertThat(listed(stores -> stores.enrollments().list(acme, Samples.NOW, Selection.first(10))))
                .isEqualTo(wishes);
        assertThat(addNew(List.of())).isTrue();
    }

    @Test
    final void ofManyNoneIsAddedWhenOneIsNotNewAndTheTransactionGoesOn() {
        var held = Samples.enrollment(globex);
        var expired = new Enrollment(Samples.id(), 1, globex, Samples.fingerprint(), false, Samples.NOW, Samples.NOW,
                null);
        add(held, null);
        add(expired, null);
        var free = Samples.enrollment(acme);
        for (var taken : List.of(held.fingerprint(), expired.fingerprint())) {
            var wishes = List.of(free, Samples.enrollment(acme, taken), Samples.enrollment(acme));
            run(stores -> {
                var other = Samples.enrollment(globex);
                assertThat(stores.enrollments().add(other, null, Samples.NOW)).isTrue();
                assertThat(stores.enrollments().addNew(wishes)).isFalse();
                assertThat(stores.enrollments().findByFingerprint(free.fingerprint())).isEmpty();
                assertThat(stores.enrollments().findByFingerprint(other.fingerprint())).contains(other);
            });
            assertThat(listed(stores -> stores.enrollments().list(acme, Samples.NOW, Selection.first(10)))).isEmpty();
        }
        assertThat(addNew(List.of(free, Samples.enrollment(acme, free.fingerprint())))).as("one of them twice")
                .isFalse();
        assertThat(addAll(List.of(free))).containsExactly(true);
    }

    @Test
    final void ofTwoThatAddManyNewOnesAtOnceTheSecondWaitsAndIsToldThatTheyAreHeld() {
        var first = List.of(Samples.enrollment(acme), Samples.enrollment(acme));
        var second = first.stream().map(one -> Samples.enrollment(globex, one.fingerprint())).toList();
        var other = new AtomicReference<Future<Boolean>>();
        run(stores -> {
            assertThat(stores.enrollments().addNew(first)).isTrue();
            other.set(heldUp(others -> others.enrollments().addNew(second)));
        });
        assertThat(outcome(other.get())).isFalse();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(first.getFirst().fingerprint())))
                .contains(first.getFirst());
    }

    @Test
    final void manyAreFoundAndRemoved() {
        var enrollments = List.of(Samples.enrollment(acme), Samples.enrollment(globex), Samples.enrollment(acme));
        enrollments.forEach(enrollment -> add(enrollment, null));
        var wanted = new TreeSet<>(List.of(enrollments.get(0).fingerprint(), enrollments.get(1).fingerprint(),
                Samples.fingerprint()));
        assertThat(listed(stores -> stores.enrollments().findByFingerprints(wanted)))
                .containsExactlyInAnyOrder(enrollments.get(0), enrollments.get(1));
        assertThat(listed(stores -> stores.enrollments().lockByFingerprints(wanted)))
                .containsExactlyInAnyOrder(enrollments.get(0), enrollments.get(1));
        assertThat(listed(stores -> stores.enrollments().lockFree(wanted)))
                .containsExactlyInAnyOrder(enrollments.get(0), enrollments.get(1));
        assertThat(listed(stores -> stores.enrollments().lockFree(new TreeSet<>()))).isEmpty();
        assertThat(listed(stores -> stores.enrollments().findByFingerprints(List.of()))).isEmpty();
        assertThat(listed(stores -> stores.enrollments().lockByFingerprints(new TreeSet<>()))).isEmpty();
        run(stores -> stores.enrollments().removeAll(List.of(enrollments.get(0).id(), enrollments.get(1).id())));
        run(stores -> stores.enrollments().removeAll(List.of()));
        assertThat(listed(stores -> stores.enrollments().findByFingerprints(wanted))).isEmpty();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(enrollments.get(2).fingerprint())))
                .isPresent();
    }

    @Test
    final void ofManyAccountsThatAddOneCertificateOneSucceeds() {
        var fingerprint = Samples.fingerprint();
        var wishes = IntStream.range(0, 12).mapToObj(_ -> Samples.enrollment(Samples.id(), fingerprint)).toList();
        var outcomes = together(12, i -> add(wishes.get(i), new RequestId("r" + i)));
        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(found(stores -> stores.enrollments().findByFingerprint(fingerprint)))
                .contains(wishes.get(outcomes.indexOf(true)));
    }

    @Test
    final void whoAddsWhileAnotherHasNotCommittedWaitsAndLoses() {
        var fingerprint = Samples.fingerprint();
        var winner = Samples.enrollment(acme, fingerprint);
        var other = new AtomicReference<Future<Boolean>>();
        run(stores -> {
            assertThat(stores.enrollments().add(winner, null, Samples.NOW)).isTrue();
            other.set(heldUp(others -> others.enrollments().add(Samples.enrollment(globex, fingerprint), null,
                    Samples.NOW)));
        });
        assertThat(outcome(other.get())).isFalse();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(fingerprint))).contains(winner);
    }

    @Test
    final void whoAddsWhileAnotherRollsBackWins() {
        var fingerprint = Samples.fingerprint();
        var second = Samples.enrollment(globex, fingerprint);
        var other = new AtomicReference<Future<Boolean>>();
        assertThatThrownBy(() -> run(stores -> {
            stores.enrollments().add(Samples.enrollment(acme, fingerprint), null, Samples.NOW);
            other.set(heldUp(others -> others.enrollments().add(second, null, Samples.NOW)));
            throw new IllegalStateException("rolled back");
        })).hasMessage("rolled back");
        assertThat(outcome(other.get())).isTrue();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(fingerprint))).contains(second);
    }

    @Test
    final void anExpiredOneIsReplacedAtItsLastMomentAndNotBefore() {
        var expired = Samples.enrollment(acme);
        add(expired, null);
        var next = Samples.enrollment(globex, expired.fingerprint());
        assertThat(is(stores -> stores.enrollments().add(next, REQUEST, Samples.EXPIRY.minusMillis(1)))).isFalse();
        assertThat(is(stores -> stores.enrollments().add(next, REQUEST, Samples.EXPIRY))).isTrue();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(expired.fingerprint()))).contains(next);
        assertThat(found(stores -> stores.enrollments().find(acme, expired.id()))).isEmpty();
        assertThat(found(stores -> stores.enrollments().findByRequest(globex, REQUEST))).contains(next);
    }

    @Test
    final void ofManyThatReplaceAnExpiredOneOneSucceeds() {
        var expired = Samples.enrollment(acme);
        add(expired, null);
        var outcomes = together(8, _ -> in(stores -> stores.enrollments()
                .add(lateEnrollment(expired), null, Samples.EXPIRY)));
        assertThat(outcomes).containsOnlyOnce(true);
    }

    @Test
    final void aClaimedOneIsNeverReplaced() {
        var claimed = Samples.enrollment(acme);
        add(claimed, null);
        run(stores -> stores.enrollments().claim(claimed.claimedBy(Samples.id(), Samples.NOW)));
        assertThat(is(stores -> stores.enrollments().add(Samples.enrollment(globex, claimed.fingerprint()), null,
                Samples.EXPIRY.plusSeconds(1)))).isFalse();
    }

    @Test
    final void aRepeatedRequestAddsNothing() {
        var first = Samples.enrollment(acme);
        add(first, REQUEST);
        var second = Samples.enrollment(acme);
        assertThat(add(second, REQUEST)).isFalse();
        assertThat(found(stores -> stores.enrollments().findByFingerprint(second.fingerprint()))).isEmpty();
        assertThat(add(Samples.enrollment(globex), REQUEST)).isTrue();
        assertThat(add(Samples.enrollment(acme), null)).isTrue();
        assertThat(add(Samples.enrollment(acme), null)).isTrue();
    }

    @Test
    final void ofManyThatAddWithOneRequestIdOneSucceeds() {
        assertThat(together(8, _ -> add(Samples.enrollment(acme), REQUEST))).containsOnlyOnce(true);
    }

    @Test
    final void theListHoldsWhatTheAccountListedAndHasNotExpired() {
        var enrollments = List.of(Samples.enrollment(acme), Samples.enrollment(acme), Samples.enrollment(acme));
        enrollments.reversed().forEach(enrollment -> add(enrollment, null));
        add(Samples.preAssigned(acme), null);
        add(Samples.enrollment(globex), null);
        assertThat(listed(stores -> stores.enrollments().list(acme, Samples.NOW, Selection.first(2))))
                .isEqualTo(enrollments.subList(0, 2));
        assertThat(listed(
                stores -> stores.enrollments().list(acme, Samples.NOW, Selection.after(enrollments.get(1).id(), 2))))
                .isEqualTo(enrollments.subList(2, 3));
        assertThat(
                listed(stores -> stores.enrollments().list(acme, Samples.EXPIRY.minusMillis(1), Selection.first(10))))
                .hasSize(3);
        assertThat(listed(stores -> stores.enrollments().list(acme, Samples.EXPIRY, Selection.first(10)))).isEmpty();
    }

    @Test
    final void aClaimedOneStaysInTheListForGood() {
        var enrollment = Samples.enrollment(acme);
        add(enrollment, REQUEST);
        var claimed = enrollment.claimedBy(Samples.id(), Samples.NOW.plusSeconds(1));
        run(stores -> stores.enrollments().claim(claimed));
        assertThat(listed(stores -> stores.enrollments().list(acme, Samples.EXPIRY, Selection.first(10))))
                .containsExactly(claimed);
        assertThat(found(stores -> stores.enrollments().findByRequest(acme, REQUEST))).contains(claimed);
        assertThatThrownBy(() -> run(stores -> stores.enrollments().claim(Samples.preAssigned(acme))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    final void aPreAssignedOneIsFoundByItsCertificateOnly() {
        var preAssigned = Samples.preAssigned(acme);
        add(preAssigned, null);
        assertThat(found(stores -> stores.enrollments().findByFingerprint(preAssigned.fingerprint())))
                .contains(preAssigned);
        assertThat(found(stores -> stores.enrollments().find(acme, preAssigned.id()))).isEmpty();
    }

    @Test
    final void aRemovedOneGivesItsCertificateBack() {
        var removed = Samples.enrollment(acme);
        add(removed, REQUEST);
        run(stores -> stores.enrollments().remove(removed.id()));
        assertThat(found(stores -> stores.enrollments().find(acme, removed.id()))).isEmpty();
        assertThat(add(Samples.enrollment(globex, removed.fingerprint()), null)).isTrue();
        run(stores -> stores.enrollments().remove(Samples.id()));
    }

    @Test
    final void expiredOnesAreRemovedUpToTheLimitAndOthersStay() {
        var claimed = Samples.enrollment(acme);
        add(claimed, null);
        run(stores -> stores.enrollments().claim(claimed.claimedBy(Samples.id(), Samples.NOW)));
        for (int i = 0; i < 3; i++) {
            add(Samples.enrollment(acme), null);
        }
        assertThat(removeExpired(Samples.EXPIRY.minusMillis(1))).isZero();
        assertThat(removeExpired(Samples.EXPIRY)).isEqualTo(2);
        assertThat(removeExpired(Samples.EXPIRY)).isEqualTo(1);
        assertThat(removeExpired(Samples.EXPIRY)).isZero();
        assertThat(found(stores -> stores.enrollments().find(acme, claimed.id()))).isPresent();
    }

    @Test
    final void aLockedOneWaitsForTheOtherTransactionAndIsThenReadAsThatLeftIt() {
        var enrollment = Samples.enrollment(acme);
        add(enrollment, null);
        var claimed = enrollment.claimedBy(Samples.id(), Samples.NOW);
        var other = new AtomicReference<Future<Enrollment>>();
        run(stores -> {
            stores.enrollments().lockByFingerprint(enrollment.fingerprint());
            other.set(heldUp(others -> others.enrollments().lockByFingerprint(enrollment.fingerprint())
                    .orElseThrow()));
            stores.enrollments().claim(claimed);
        });
        assertThat(outcome(other.get())).isEqualTo(claimed);
    }

    @Test
    final void manyThatAreLockedWaitForAClaimAndAreThenReadAsThatLeftThem() {
        var claimed = Samples.enrollment(acme);
        var untouched = Samples.enrollment(acme);
        var removed = Samples.enrollment(acme);
        var all = List.of(claimed, untouched, removed);
        all.forEach(enrollment -> add(enrollment, null));
        var fingerprints = new TreeSet<>(all.stream().map(Enrollment::fingerprint).toList());
        var afterClaim = claimed.claimedBy(Samples.id(), Samples.NOW);
        var other = new AtomicReference<Future<List<Enrollment>>>();
        run(stores -> {
            stores.enrollments().lockByFingerprint(claimed.fingerprint());
            stores.enrollments().lockByFingerprint(removed.fingerprint());
            other.set(heldUp(others -> others.enrollments().lockByFingerprints(fingerprints)));
            stores.enrollments().claim(afterClaim);
            stores.enrollments().remove(removed.id());
        });
        assertThat(outcome(other.get())).containsExactlyInAnyOrder(afterClaim, untouched);
    }

    @Test
    final void whoAddsManyWhileAnotherHasNotCommittedLosesThatOne() {
        var fingerprint = Samples.fingerprint();
        var wishes = List.of(Samples.enrollment(globex, fingerprint), Samples.enrollment(globex));
        var other = new AtomicReference<Future<boolean[]>>();
        run(stores -> {
            stores.enrollments().add(Samples.enrollment(acme, fingerprint), null, Samples.NOW);
            other.set(heldUp(others -> others.enrollments().addAll(wishes, Samples.NOW)));
        });
        assertThat(outcome(other.get())).containsExactly(false, true);
    }

    @Test
    final void aLockedOneThatTheOtherTransactionRemovesIsGone() {
        var enrollment = Samples.enrollment(acme);
        add(enrollment, null);
        var other = new AtomicReference<Future<Boolean>>();
        run(stores -> {
            stores.enrollments().lockByFingerprint(enrollment.fingerprint());
            other.set(heldUp(others -> others.enrollments().lockByFingerprint(enrollment.fingerprint())
                    .isPresent()));
            stores.enrollments().remove(enrollment.id());
        });
        assertThat(outcome(other.get())).isFalse();
    }

    private boolean add(Enrollment enrollment, @Nullable RequestId requestId) {
        return in(stores -> stores.enrollments().add(enrollment, requestId, Samples.NOW));
    }

    private int removeExpired(Instant now) {
        return in(stores -> stores.enrollments().removeExpired(now, 2));
    }

    private boolean addNew(List<Enrollment> enrollments) {
        return is(stores -> stores.enrollments().addNew(enrollments));
    }

    private boolean[] addAll(List<Enrollment> enrollments) {
        return in(stores -> stores.enrollments().addAll(enrollments, Samples.NOW));
    }

    private static Enrollment lateEnrollment(Enrollment expired) {
        return new Enrollment(Samples.id(), 1, Samples.id(), expired.fingerprint(), false, Samples.EXPIRY,
                Samples.EXPIRY.plusSeconds(60), null);
    }
}
