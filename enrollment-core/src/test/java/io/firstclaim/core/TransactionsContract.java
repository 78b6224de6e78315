package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.listing.Selection;
import org.junit.jupiter.api.Test;

/// What [Transactions] promises.
public abstract class TransactionsContract extends StoresContract {
    @Test
    final void whatATransactionWroteIsSeenByTheNext() {
        var account = Samples.account();
        run(stores -> stores.accounts().add(account, null));
        assertThat(found(stores -> stores.accounts().find(account.id()))).contains(account);
    }

    @Test
    final void anExceptionUndoesEverythingAndGoesOnAsItIs() {
        var account = Samples.account();
        var kept = Samples.account();
        run(stores -> stores.accounts().add(kept, null));
        var failure = new IllegalStateException("the work failed");
        assertThatThrownBy(() -> run(stores -> {
            stores.accounts().add(account, null);
            stores.accounts().addDevices(kept.id(), 1);
            stores.enrollments().add(Samples.enrollment(account.id()), null, Samples.NOW);
            throw failure;
        })).isSameAs(failure);
        assertThat(found(stores -> stores.accounts().find(account.id()))).isEmpty();
        assertThat(found(stores -> stores.accounts().find(kept.id()))).contains(kept);
        assertThat(listed(stores -> stores.enrollments().list(account.id(), Samples.NOW, Selection.first(10))))
                .isEmpty();
    }

    @Test
    final void aBrokenRequestGoesOnAsItIs() {
        var problem = FirstclaimException.invalid("name", "no name");
        assertThatThrownBy(() -> run(_ -> {
            throw problem;
        })).isSameAs(problem);
    }

    @Test
    final void theAnswerOfTheWorkIsTheAnswerOfTheTransaction() {
        String answer = in(_ -> "answer");
        assertThat(answer).isEqualTo("answer");
    }

    @Test
    final void locksTakenCrosswiseEndWell() {
        var one = Samples.account();
        var other = Samples.account();
        run(stores -> {
            stores.accounts().add(one, null);
            stores.accounts().add(other, null);
        });
        together(8, i -> in(stores -> {
            stores.accounts().lock(i % 2 == 0 ? one.id() : other.id());
            stores.accounts().lock(i % 2 == 0 ? other.id() : one.id());
            stores.accounts().addDevices(one.id(), 1);
            stores.accounts().addDevices(other.id(), 1);
            return i;
        }));
        assertThat(in(stores -> stores.accounts().find(one.id())).orElseThrow().deviceCount()).isEqualTo(8);
        assertThat(in(stores -> stores.accounts().find(other.id())).orElseThrow().deviceCount()).isEqualTo(8);
    }

    @Test
    final void anInterruptedThreadHarmsNobodyElse() {
        together(4, _ -> {
            Thread.currentThread().interrupt();
            try {
                return in(stores -> stores.accounts().add(Samples.account(), null));
            } catch (FirstclaimException e) {
                assertThat(e.problem()).isEqualTo(Problem.SYSTEM_UNAVAILABLE);
                return false;
            }
        });
        assertThat(is(stores -> stores.accounts().add(Samples.account(), null))).isTrue();
    }
}
