package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.LeasedTransactions.LeaseLostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class LeasedTransactionsTest {
    private static final Duration LENGTH = Duration.ofSeconds(10);

    private final FakeStores stores = new FakeStores();
    private final LeasedTransactions first = core();
    private final LeasedTransactions second = core();

    @Test
    void oneOfSeveralCoresBegins() {
        assertThat(first.begin()).isTrue();
        assertThat(second.begin()).isFalse();
        assertThat(first.begin()).as("it keeps the work").isTrue();
        assertThat(second.begin()).isFalse();
    }

    @Test
    void everyTransactionProlongsTheLease() {
        first.begin();
        for (int i = 0; i < 3; i++) {
            stores.passForLeases(LENGTH.minusMillis(500));
            assertThat(writesWith(first)).isTrue();
        }
        assertThat(second.begin()).isFalse();
    }

    @Test
    void whoStoodStillForTooLongWritesNothingAnyMore() {
        first.begin();
        stores.passForLeases(LENGTH);
        assertThat(second.begin()).isTrue();
        assertThatThrownBy(() -> writesWith(first)).isInstanceOf(LeaseLostException.class).hasMessageContaining("tidy");
        assertThat(writesWith(second)).isTrue();
        assertThat(first.begin()).isFalse();
    }

    @Test
    void noLeaseNoWork() {
        assertThatThrownBy(() -> writesWith(first)).isInstanceOf(LeaseLostException.class);
        first.begin();
        second.begin();
        assertThatThrownBy(() -> writesWith(second)).isInstanceOf(LeaseLostException.class);
    }

    @Test
    void whoStopsLetsTheOthersGoOnAtOnce() {
        first.begin();
        first.release();
        assertThat(second.begin()).isTrue();
        first.release();
        assertThat(writesWith(second)).isTrue();
    }

    private LeasedTransactions core() {
        return new LeasedTransactions(stores, "tidy", Samples.id(), LENGTH);
    }

    private static boolean writesWith(LeasedTransactions transactions) {
        return transactions.inTransaction(written -> written.accounts().add(Samples.account(), null));
    }
}
