package io.firstclaim.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Selection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/// What [Accounts] promises.
public abstract class AccountsContract extends StoresContract {
    private static final RequestId REQUEST = new RequestId("r1");

    @Test
    final void anAccountIsReadAsItWasWritten() {
        var account = new Account(Samples.id(), 7, "Ācme & Söhne 電", AccountStatus.SUSPENDED, 5, 3, 4, 2, Samples.NOW,
                Samples.EXPIRY);
        assertThat(is(stores -> stores.accounts().add(account, REQUEST))).isTrue();
        assertThat(found(stores -> stores.accounts().find(account.id()))).contains(account);
        assertThat(found(stores -> stores.accounts().lock(account.id()))).contains(account);
        assertThat(found(stores -> stores.accounts().findByRequest(REQUEST))).contains(account);
        assertThat(found(stores -> stores.accounts().find(Samples.id()))).isEmpty();
        assertThat(found(stores -> stores.accounts().lock(Samples.id()))).isEmpty();
        assertThat(found(stores -> stores.accounts().findByRequest(new RequestId("r2")))).isEmpty();
    }

    @Test
    final void aRepeatedRequestAddsNothing() {
        var first = Samples.account();
        var second = Samples.account();
        run(stores -> stores.accounts().add(first, REQUEST));
        assertThat(is(stores -> stores.accounts().add(second, REQUEST))).isFalse();
        assertThat(found(stores -> stores.accounts().find(second.id()))).isEmpty();
        assertThat(is(stores -> stores.accounts().add(second, new RequestId("r2")))).isTrue();
        assertThat(is(stores -> stores.accounts().add(Samples.account(), null))).isTrue();
        assertThat(is(stores -> stores.accounts().add(Samples.account(), null))).isTrue();
    }

    @Test
    final void ofManyThatAddWithOneRequestIdOneSucceeds() {
        var outcomes = together(8, _ -> in(stores -> stores.accounts().add(Samples.account(), REQUEST)));
        assertThat(outcomes).containsOnlyOnce(true);
        assertThat(listed(stores -> stores.accounts().list(Selection.first(10)))).hasSize(1);
    }

    @Test
    final void theListIsInTheOrderOfIdsAndGoesOnAfterOne() {
        var accounts = List.of(Samples.account(), Samples.account(), Samples.account());
        run(stores -> accounts.reversed().forEach(account -> stores.accounts().add(account, null)));
        assertThat(listed(stores -> stores.accounts().list(Selection.first(2)))).isEqualTo(accounts.subList(0, 2));
        assertThat(listed(stores -> stores.accounts().list(Selection.after(accounts.get(1).id(), 2))))
                .isEqualTo(accounts.subList(2, 3));
        assertThat(listed(stores -> stores.accounts().list(Selection.after(accounts.get(2).id(), 2)))).isEmpty();
    }

    @Test
    final void anUpdateWritesEverythingButTheCounts() {
        var account = Samples.account();
        run(stores -> {
            stores.accounts().add(account, REQUEST);
            stores.accounts().addDevices(account.id(), 2);
        });
        var changed = new Account(account.id(), 2, "New name", AccountStatus.SUSPENDED, 1, 99, 0, 99, Samples.NOW,
                Samples.EXPIRY);
        assertThat(is(stores -> stores.accounts().update(changed, 1))).isTrue();
        assertThat(found(stores -> stores.accounts().find(account.id()))).contains(new Account(account.id(), 2,
                "New name", AccountStatus.SUSPENDED, 1, 2, 0, 0, Samples.NOW, Samples.EXPIRY));
        assertThat(found(stores -> stores.accounts().findByRequest(REQUEST))).isPresent();
    }

    @Test
    final void anUpdateOfAPassedVersionChangesNothing() {
        var account = Samples.account();
        run(stores -> stores.accounts().add(account, null));
        var changed = new Account(account.id(), 3, "New name", AccountStatus.ACTIVE, 1, 0, 0, 0, Samples.NOW,
                Samples.NOW);
        assertThat(is(stores -> stores.accounts().update(changed, 2))).isFalse();
        assertThat(is(stores -> stores.accounts().update(changed, 0))).isFalse();
        assertThat(found(stores -> stores.accounts().find(account.id()))).contains(account);
    }

    @Test
    final void ofManyUpdatesOfOneVersionOneSucceeds() {
        var account = Samples.account();
        run(stores -> stores.accounts().add(account, null));
        var outcomes = together(8, i -> in(stores -> stores.accounts().update(new Account(account.id(), 2, "Name " + i,
                AccountStatus.ACTIVE, 1, 0, 0, 0, Samples.NOW, Samples.NOW), 1)));
        assertThat(outcomes).containsOnlyOnce(true);
    }

    @Test
    final void countsGoUpAndDownButNotBelowZero() {
        var account = Samples.account();
        run(stores -> stores.accounts().add(account, null));
        run(stores -> {
            stores.accounts().lock(account.id());
            stores.accounts().addDevices(account.id(), 3);
            stores.accounts().addDevices(account.id(), -1);
            stores.accounts().addTrustedCertificates(account.id(), 1);
        });
        var stored = in(stores -> stores.accounts().find(account.id())).orElseThrow();
        assertThat(stored.deviceCount()).isEqualTo(2);
        assertThat(stored.trustedCertificateCount()).isEqualTo(1);
        assertThat(stored.version()).isEqualTo(1);
        assertThatThrownBy(() -> run(stores -> stores.accounts().addDevices(account.id(), -3)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> run(stores -> stores.accounts().addTrustedCertificates(Samples.id(), 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    final void aLockedAccountWaitsForTheOtherTransactionAndIsThenReadAsThatLeftIt() {
        var account = Samples.account();
        run(stores -> stores.accounts().add(account, null));
        var other = new AtomicReference<Future<Integer>>();
        run(stores -> {
            stores.accounts().lock(account.id());
            other.set(heldUp(others -> others.accounts().lock(account.id()).orElseThrow().deviceCount()));
            stores.accounts().addDevices(account.id(), 5);
        });
        assertThat(outcome(other.get())).isEqualTo(5);
    }

    @Test
    final void aQuotaThatIsCheckedUnderTheLockIsNeverPassedAndAlwaysReached() {
        var account = Samples.account("Acme", 5);
        run(stores -> stores.accounts().add(account, null));
        var outcomes = together(12, _ -> in(stores -> {
            var free = stores.accounts().lock(account.id()).orElseThrow().freeDeviceSlots() > 0;
            if (free) {
                stores.accounts().addDevices(account.id(), 1);
            }
            return free;
        }));
        assertThat(outcomes).filteredOn(taken -> taken).hasSize(5);
        assertThat(in(stores -> stores.accounts().find(account.id())).orElseThrow().deviceCount()).isEqualTo(5);
    }

    @Test
    final void slotsAreTakenAsLongAsThereIsRoomForAllThatAreWanted() {
        var account = Samples.account("Acme", 5);
        run(stores -> stores.accounts().add(account, null));
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(account.id(), 3))).isTrue();
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(account.id(), 3))).isFalse();
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(account.id(), 2))).isTrue();
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(account.id(), 1))).isFalse();
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(Samples.id(), 1))).isFalse();
        assertThat(in(stores -> stores.accounts().find(account.id())).orElseThrow().deviceCount()).isEqualTo(5);
    }

    @Test
    final void aSuspendedAccountGivesNoSlots() {
        var account = Samples.account("Acme", 5);
        run(stores -> stores.accounts().add(account, null));
        run(stores -> stores.accounts().update(new Account(account.id(), 2, "Acme", AccountStatus.SUSPENDED, 5, 0, 0, 0,
                Samples.NOW, Samples.NOW), 1));
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(account.id(), 1))).isFalse();
    }

    @Test
    final void slotsOfManyAccountsAreTakenOrTheTransactionHasToBeUndone() {
        var one = Samples.account("One", 5);
        var other = Samples.account("Other", 2);
        run(stores -> List.of(one, other).forEach(account -> stores.accounts().add(account, null)));
        assertThat(is(stores -> stores.accounts()
                .takeDeviceSlots(new TreeMap<>(Map.of(one.id(), 3, other.id(), 2))))).isTrue();
        assertThatThrownBy(() -> run(stores -> {
            if (!stores.accounts().takeDeviceSlots(new TreeMap<>(Map.of(one.id(), 1, other.id(), 1)))) {
                throw new IllegalStateException("no room");
            }
        })).hasMessage("no room");
        assertThat(is(stores -> stores.accounts().takeDeviceSlots(new TreeMap<>()))).isTrue();
        var ids = new TreeSet<>(List.of(one.id(), other.id(), Samples.id()));
        assertThat(listed(stores -> stores.accounts().findAll(ids))).extracting(Account::deviceCount)
                .containsExactlyInAnyOrder(3, 2);
        assertThat(listed(stores -> stores.accounts().lockAll(ids))).extracting(Account::id)
                .containsExactly(one.id(), other.id());
        assertThat(listed(stores -> stores.accounts().findAll(Set.of()))).isEmpty();
    }

    @Test
    final void slotsThatManyTakeAtOnceAreNeverTooManyAndAllOfThem() {
        var account = Samples.account("Acme", 5);
        run(stores -> stores.accounts().add(account, null));
        var outcomes = together(12, _ -> in(stores -> stores.accounts().takeDeviceSlots(account.id(), 1)));
        assertThat(outcomes).filteredOn(taken -> taken).hasSize(5);
        assertThat(in(stores -> stores.accounts().find(account.id())).orElseThrow().deviceCount()).isEqualTo(5);
    }
}
