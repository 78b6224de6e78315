package io.firstclaim.persistence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Account;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// What a database on a PostgreSQL server does that the stores don't show.
class PostgresDatabaseTest {
    private static final int LIMIT_SECONDS = 60;

    @Test
    void coresThatStartTogetherMakeTheSchemaOnce() {
        var config = DatabaseConfig.of(TestPostgres.newEmptyDatabase());
        List<CompletableFuture<Database>> starting = List.of(opening(config), opening(config), opening(config));
        for (var one : starting) {
            try (var database = one.orTimeout(LIMIT_SECONDS, SECONDS).join()) {
                assertThat(added(database.transactions())).isNotNull();
            }
        }
    }

    @Test
    void transactionsThatLockInAnotherOrderBothEndWell() {
        try (var database = Database.open(DatabaseConfig.of(TestPostgres.newDatabase()))) {
            var transactions = database.transactions();
            var one = added(transactions);
            var other = added(transactions);
            var bothHoldOne = new CyclicBarrier(2);
            var first = lockingInTurn(transactions, one, other, bothHoldOne);
            var second = lockingInTurn(transactions, other, one, bothHoldOne);
            CompletableFuture.allOf(first, second).orTimeout(LIMIT_SECONDS, SECONDS).join();
            assertThat(transactions.inTransaction(stores -> stores.accounts().find(one.id())).orElseThrow()
                    .deviceCount()).isEqualTo(2);
        }
    }

    @Test
    void aTransactionWhoseConnectionEndsBeforeItsCommitIsRunAgain() {
        var config = DatabaseConfig.of(TestPostgres.newDatabase());
        try (var database = Database.open(config)) {
            var account = added(database.transactions());
            var tries = new AtomicInteger();
            Optional<Account> found = database.transactions().inTransaction(stores -> {
                if (tries.incrementAndGet() == 1) {
                    endAllConnections(config);
                }
                stores.accounts().addDevices(account.id(), 1);
                return stores.accounts().find(account.id());
            });
            assertThat(found).get().extracting(Account::deviceCount).isEqualTo(1);
            assertThat(tries).hasValueGreaterThan(1);
        }
    }

    @Test
    void aCommitThatGetsNoAnswerIsAnsweredAsUnavailable() {
        var config = DatabaseConfig.of(TestPostgres.newDatabase());
        try (var database = Database.open(config)) {
            var account = added(database.transactions());
            var tries = new AtomicInteger();
            assertThatThrownBy(() -> database.transactions().inTransaction(stores -> {
                stores.accounts().addDevices(account.id(), 1);
                endAllConnections(config);
                return tries.incrementAndGet();
            })).isInstanceOfSatisfying(FirstclaimException.class,
                    e -> assertThat(e.problem()).isEqualTo(Problem.SYSTEM_UNAVAILABLE));
            assertThat(tries).hasValue(1);
        }
    }

    @Test
    void aServerThatIsNotThereCanNotBeOpened() {
        assertThatThrownBy(
                () -> Database.open(DatabaseConfig.of("jdbc:postgresql://localhost:1/firstclaim?password=hidden")
                        .withPatience(Duration.ofSeconds(1))))
                .isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("jdbc:postgresql://localhost:1/firstclaim").hasMessageNotContaining("hidden");
    }

    private static CompletableFuture<Database> opening(DatabaseConfig config) {
        return CompletableFuture.supplyAsync(() -> Database.open(config));
    }

    private static CompletableFuture<Boolean> lockingInTurn(Transactions transactions, Account first, Account second,
            CyclicBarrier bothHoldOne) {
        return CompletableFuture.supplyAsync(() -> transactions.inTransaction(stores -> {
            stores.accounts().lock(first.id());
            if (!bothHoldOne.isBroken()) {
                meet(bothHoldOne);
            }
            stores.accounts().lock(second.id());
            stores.accounts().addDevices(first.id(), 1);
            stores.accounts().addDevices(second.id(), 1);
            return true;
        }));
    }

    /// Once: whoever comes again after a conflict meets nobody.
    private static void meet(CyclicBarrier barrier) {
        try {
            barrier.await(1, SECONDS);
        } catch (Exception nobodyCame) {
            assertThat(barrier.isBroken()).isTrue();
        }
    }

    private static Account added(Transactions transactions) {
        var account = Samples.account();
        transactions.inTransaction(stores -> stores.accounts().add(account, null));
        return account;
    }

    private static void endAllConnections(DatabaseConfig config) {
        try (var connection = DriverManager.getConnection(config.jdbcUrl());
                var statement = connection.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND pid <> pg_backend_pid()");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
