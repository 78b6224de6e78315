package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// On an embedded database file one transaction writes at a time, and readers don't wait for it.
class OneWriterTest {
    private static final long LIMIT_SECONDS = 30;

    @TempDir
    private Path folder;

    @Test
    void readersGoOnWhileOneWrites() {
        try (var database = open(Duration.ofSeconds(5))) {
            var transactions = database.transactions();
            var account = Samples.account();
            var seen = transactions.inTransaction(stores -> {
                stores.accounts().add(account, null);
                return elsewhere(() -> transactions.inTransaction(others -> others.accounts().find(account.id())));
            });
            assertThat(seen).as("what is not committed").isEmpty();
        }
    }

    @Test
    void aSecondWriterWaitsAsLongAsItsPatience() {
        try (var database = open(Duration.ofMillis(300))) {
            var transactions = database.transactions();
            transactions.inTransaction(stores -> {
                stores.accounts().add(Samples.account(), null);
                assertThatThrownBy(() -> elsewhere(() -> add(transactions))).isInstanceOf(CompletionException.class)
                        .cause().isInstanceOfSatisfying(FirstclaimException.class, refused -> assertThat(
                                refused.problem()).isEqualTo(Problem.SYSTEM_UNAVAILABLE));
                return true;
            });
            assertThat(elsewhere(() -> add(transactions))).as("after the end of the first").isTrue();
        }
    }

    @Test
    void aTransactionThatFailsEndsItsTurn() {
        try (var database = open(Duration.ofSeconds(5))) {
            var transactions = database.transactions();
            assertThatThrownBy(() -> transactions.inTransaction(stores -> {
                stores.accounts().add(Samples.account(), null);
                throw new IllegalStateException("on purpose");
            })).hasMessage("on purpose");
            assertThat(elsewhere(() -> add(transactions))).isTrue();
        }
    }

    @Test
    void whatLocksIsNoReading() {
        assertThat(OneWriter.isReading("  select id FROM account")).isTrue();
        assertThat(OneWriter.isReading("SELECT id FROM account WHERE id = ? for update")).isFalse();
        assertThat(OneWriter.isReading("UPDATE account SET version = 1")).isFalse();
        assertThat(OneWriter.isReading("MERGE INTO account a USING (SELECT 1) s ON TRUE")).isFalse();
    }

    private Database open(Duration patience) {
        return Database.open(DatabaseConfig.embedded(folder.resolve("one")).withPatience(patience));
    }

    private static boolean add(Transactions transactions) {
        return transactions.inTransaction(stores -> stores.accounts().add(Samples.account(), null));
    }

    private static <T> T elsewhere(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work).orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }
}
