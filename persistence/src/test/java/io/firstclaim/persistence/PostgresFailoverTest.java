package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The primary dies while transactions are under way, and its synchronous standby takes its place.
class PostgresFailoverTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int WRITERS = 8;
    private static final int WRITTEN_BEFORE = 100;
    private static final int WRITTEN_AFTER = 50;

    private final Set<ResourceId> acknowledged = ConcurrentHashMap.newKeySet();
    private final Set<Problem> problems = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean stopped = new AtomicBoolean();

    private PostgresPair servers;

    @BeforeEach
    void start() {
        servers = PostgresPair.start();
        servers.createDatabase("firstclaim");
    }

    @AfterEach
    void stop() {
        servers.close();
    }

    @Test
    void whatWasAcknowledgedIsThereAndTransactionsGoOnAtTheNewPrimary() throws Exception {
        try (var database = open(servers.jdbcUrl("firstclaim"))) {
            var writers = startWriters(database);
            await().atMost(LIMIT).until(() -> acknowledged.size() >= WRITTEN_BEFORE);
            servers.killPrimary();
            servers.promoteStandby();
            var atPromotion = acknowledged.size();
            await().atMost(LIMIT).until(() -> acknowledged.size() >= atPromotion + WRITTEN_AFTER);
            stopped.set(true);
            for (var writer : writers) {
                assertThat(writer.join(LIMIT)).isTrue();
            }
            database.transactions().inTransaction(stores -> {
                assertThat(acknowledged).allSatisfy(id -> assertThat(stores.accounts().find(id)).isPresent());
                return true;
            });
        }
        assertThat(problems).isSubsetOf(Problem.SYSTEM_UNAVAILABLE);
    }

    @Test
    void anOldPrimaryThatMayNotWriteIsLeftForTheNewOneThoughItsConnectionsStay() {
        try (var database = open(servers.jdbcUrl("firstclaim"))) {
            assertThat(add(database)).isTrue();
            servers.fencePrimary();
            assertThatThrownBy(() -> add(database)).isInstanceOfSatisfying(FirstclaimException.class,
                    e -> assertThat(e.problem()).isEqualTo(Problem.SYSTEM_UNAVAILABLE));
            servers.promoteStandby();
            await().atMost(LIMIT).ignoreException(FirstclaimException.class).until(() -> add(database));
        }
    }

    @Test
    void aStandbyAloneIsNoDatabaseToWorkOn() {
        open(servers.jdbcUrl("firstclaim")).close();
        assertThatThrownBy(() -> Database.open(DatabaseConfig.of(servers.standbyUrl("firstclaim"))
                .withPatience(Duration.ofSeconds(1)))).isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("can't be opened");
    }

    private static Database open(String url) {
        return Database.open(DatabaseConfig.of(url));
    }

    private static boolean add(Database database) {
        return database.transactions().inTransaction(stores -> stores.accounts().add(Samples.account(), null));
    }

    private List<Thread> startWriters(Database database) {
        List<Thread> writers = new ArrayList<>();
        for (int i = 0; i < WRITERS; i++) {
            writers.add(Thread.ofVirtual().start(() -> write(database)));
        }
        return writers;
    }

    private void write(Database database) {
        while (!stopped.get()) {
            var account = Samples.account();
            try {
                database.transactions().inTransaction(stores -> stores.accounts().add(account, null));
                acknowledged.add(account.id());
            } catch (FirstclaimException unknown) {
                problems.add(unknown.problem());
            }
        }
    }
}
