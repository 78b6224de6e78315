package io.firstclaim.persistence;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Lease;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.listing.Selection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatabaseTest {
    @TempDir
    private Path folder;

    @Test
    void aFileThatIsNoDatabaseCanNotBeOpened() throws Exception {
        var broken = folder.resolve("broken");
        Files.writeString(folder.resolve("broken.mv.db"), "this is no database ".repeat(1000));
        assertUnavailable(() -> Database.open(DatabaseConfig.embedded(broken)), "can't be opened");
    }

    @Test
    void aPathMayHoldSpacesButNoSemicolon() throws Exception {
        var odd = Files.createDirectory(folder.resolve("a b=c ü")).resolve("firstclaim");
        try (var database = Database.open(DatabaseConfig.embedded(odd))) {
            assertThat(add(database.transactions())).isTrue();
        }
        assertThat(odd.resolveSibling("firstclaim.mv.db")).exists();
        assertThatThrownBy(() -> DatabaseConfig.embedded(folder.resolve("a;b")))
                .isInstanceOf(FirstclaimException.class).hasMessageContaining("without ';'");
    }

    @Test
    void aClosedDatabaseIsAnsweredAsUnavailable() {
        var database = Database.open(DatabaseConfig.embedded(folder.resolve("closed")));
        database.close();
        assertUnavailable(() -> add(database.transactions()), "does not answer");
    }

    @Test
    void aDatabaseThatGoesAwayUnderATransactionIsAnsweredAsUnavailable() throws Exception {
        var config = DatabaseConfig.inMemory("going-away").withPatience(Duration.ofSeconds(1));
        try (var database = Database.open(config);
                var other = DriverManager.getConnection(config.jdbcUrl())) {
            assertUnavailable(() -> database.transactions().inTransaction(stores -> {
                shutDown(other);
                return stores.accounts().find(Samples.id());
            }), "does not answer");
        }
    }

    @Test
    void aConflictThatDoesNotEndIsAnsweredAsUnavailable() {
        var tries = new AtomicInteger();
        var config = DatabaseConfig.inMemory("conflicts").withPatience(Duration.ofMillis(300));
        try (var database = Database.open(config)) {
            var fingerprint = Samples.fingerprint();
            var acme = Samples.id();
            database.transactions().inTransaction(stores -> {
                stores.devices().add(Samples.device(acme, "meter", fingerprint));
                return true;
            });
            assertUnavailable(() -> database.transactions().inTransaction(stores -> {
                tries.incrementAndGet();
                stores.devices().add(Samples.device(acme, "meter", fingerprint));
                return true;
            }), "did not end");
        }
        assertThat(tries).hasValueBetween(2, Backoff.MAX_TRIES);
    }

    @Test
    void deadlockedTransactionsBothEndWell() throws Exception {
        try (var database = Database.open(DatabaseConfig.inMemory("deadlock"))) {
            var transactions = database.transactions();
            var one = Samples.account();
            var other = Samples.account();
            for (var account : List.of(one, other)) {
                transactions.inTransaction(stores -> stores.accounts().add(account, null));
            }
            var bothHoldOne = new CountDownLatch(2);
            var first = lockInTurn(transactions, one.id(), other.id(), bothHoldOne);
            var second = lockInTurn(transactions, other.id(), one.id(), bothHoldOne);
            await().atMost(30, SECONDS).until(() -> !first.isAlive() && !second.isAlive());
            assertThat(transactions.inTransaction(stores -> stores.accounts().find(one.id())).orElseThrow()
                    .deviceCount()).isEqualTo(2);
        }
    }

    @Test
    void anInterruptedThreadDoesNotCloseTheFile() throws Exception {
        try (var database = Database.open(DatabaseConfig.embedded(folder.resolve("interrupted")))) {
            var interrupted = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20; i++) {
                    Thread.currentThread().interrupt();
                    try {
                        add(database.transactions());
                    } catch (FirstclaimException e) {
                        assertThat(e.problem()).isEqualTo(Problem.SYSTEM_UNAVAILABLE);
                    }
                }
            });
            interrupted.join();
            assertThat(add(database.transactions())).isTrue();
        }
    }

    @Test
    void aSecondOpeningFindsTheSchemaAsItIs() {
        var config = DatabaseConfig.embedded(folder.resolve("twice"));
        try (var database = Database.open(config)) {
            assertThat(add(database.transactions())).isTrue();
        }
        try (var database = Database.open(config)) {
            List<Account> accounts = database.transactions()
                    .inTransaction(stores -> stores.accounts().list(Selection.first(10)));
            assertThat(accounts).hasSize(1);
        }
    }

    @Test
    void aProcessThatOpensTheFileAgainGetsTheLeasesOfTheOneThatDiedBeforeIt() {
        var config = DatabaseConfig.embedded(folder.resolve("leases"));
        assertThat(acquire(config, Samples.id())).get().extracting(Lease::epoch).isEqualTo(1L);
        assertThat(acquire(config, Samples.id())).get().extracting(Lease::epoch).isEqualTo(2L);
    }

    @Test
    void aDatabaseThatOthersMayHaveOpenKeepsTheirLeases() {
        assertThat(DatabaseConfig.of("jdbc:h2:tcp://localhost/x").isOneProcessOnly()).isFalse();
        assertThat(DatabaseConfig.of("jdbc:h2:/x;AUTO_SERVER=TRUE").isOneProcessOnly()).isFalse();
        var config = DatabaseConfig.inMemory("shared-leases");
        try (var _ = Database.open(config)) {
            assertThat(acquire(config, Samples.id())).isPresent();
            assertThat(acquire(config, Samples.id())).isEmpty();
        }
    }

    @Test
    void aPasswordIsNotShown() {
        var config = DatabaseConfig.of("jdbc:h2:mem:x;PASSWORD=secret");
        assertThat(config.toString()).isEqualTo("jdbc:h2:mem:x");
        assertThatThrownBy(() -> DatabaseConfig.of("jdbc:other:x;PASSWORD=secret"))
                .hasMessageContaining("jdbc:other:x").hasMessageNotContaining("secret");
    }

    private static Thread lockInTurn(Transactions transactions, ResourceId first, ResourceId second,
            CountDownLatch bothHoldOne) {
        return Thread.ofPlatform().start(() -> transactions.inTransaction(stores -> {
            stores.accounts().lock(first);
            bothHoldOne.countDown();
            awaitLatch(bothHoldOne);
            stores.accounts().lock(second);
            stores.accounts().addDevices(first, 1);
            stores.accounts().addDevices(second, 1);
            return true;
        }));
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean add(Transactions transactions) {
        var account = Samples.account();
        return transactions.inTransaction(stores -> stores.accounts().add(account, null));
    }

    private static Optional<Lease> acquire(DatabaseConfig config, ResourceId holder) {
        try (var database = Database.open(config)) {
            return database.transactions().inTransaction(
                    stores -> stores.leases().acquire("positions", holder, Duration.ofHours(1)));
        }
    }

    private static void shutDown(Connection connection) {
        try (var statement = connection.createStatement()) {
            statement.execute("SHUTDOWN IMMEDIATELY");
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }

    private static void assertUnavailable(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FirstclaimException.class, e -> {
            assertThat(e.problem()).isEqualTo(Problem.SYSTEM_UNAVAILABLE);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
