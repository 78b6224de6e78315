package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.listing.Selection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// An acknowledged write survives the sudden death of the process on the embedded database.
class DurabilityTest {
    private static final int KILLS = 10;
    private static final int MOST_WRITES = 120;
    private static final int MOST_CROWDED_WRITES = 8;
    private static final int PAGE = 1000;
    private static final List<String> WAYS_TO_DEVICES = List.of("SELECT SUM(device_quota) FROM account",
            "SELECT COUNT(*) FROM enrollment",
            "SELECT COUNT(*) FROM account a JOIN enrollment e ON e.account_id = a.id AND NOT e.pre_assigned",
            "SELECT COUNT(*) FROM claim_event_waiting w JOIN enrollment e ON e.fingerprint = w.fingerprint",
            "SELECT COUNT(*) FROM enrollment e JOIN claim_event_waiting w ON w.account_id = e.account_id AND w.id = e.id");

    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        var file = folder.resolve("firstclaim");
        var acknowledged = new ArrayList<ResourceId>();
        for (int i = 0; i < KILLS; i++) {
            acknowledged.addAll(writeUntilKilled(AcknowledgingWriter.class, file, 1 + random.nextInt(MOST_WRITES)));
            assertThat(stored(file)).as("after kill %d", i + 1).containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS);
    }

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void aTransactionIsWholeOrNotAtAllHoweverManyWriteWhenTheProcessIsKilled() throws Exception {
        var file = folder.resolve("crowded");
        var acknowledged = new ArrayList<ResourceId>();
        for (int i = 0; i < KILLS; i++) {
            acknowledged.addAll(
                    writeUntilKilled(CrowdedWriter.class, file, 1 + random.nextInt(MOST_CROWDED_WRITES)));
            var devices = devicesOf(file);
            assertThat(devices).as("after kill %d", i + 1).containsOnly(devices.getFirst());
            assertThat(stored(file)).containsAll(acknowledged);
        }
        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS);
    }

    @Test
    void whatWasWrittenIsThereAfterTheDatabaseWasClosed() {
        var file = folder.resolve("closed");
        var account = Samples.account();
        try (var database = Database.open(DatabaseConfig.embedded(file))) {
            database.transactions().inTransaction(stores -> stores.accounts().add(account, null));
        }
        assertThat(stored(file)).containsExactly(account.id());
    }

    @Test
    void whileAProcessHasTheDatabaseNoOtherOpensIt() throws Exception {
        var file = folder.resolve("held");
        var acknowledged = folder.resolve("held.txt");
        var process = startWriter(AcknowledgingWriter.class, file, acknowledged);
        try {
            awaitWrites(process, acknowledged, 1);
            assertThatThrownBy(() -> Database.open(DatabaseConfig.embedded(file)))
                    .isInstanceOf(FirstclaimException.class).hasMessageContaining("can't be opened");
        } finally {
            process.destroyForcibly();
        }
        process.waitFor();
        assertThat(stored(file)).isNotEmpty();
    }

    private static List<ResourceId> writeUntilKilled(Class<?> writer, Path file, int writes)
            throws IOException, InterruptedException {
        var acknowledged = Files.createTempFile(file.getParent(), "acknowledged", ".txt");
        var process = startWriter(writer, file, acknowledged);
        try {
            awaitWrites(process, acknowledged, writes);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isNotZero();
        return acknowledgedIn(acknowledged);
    }

    private static Process startWriter(Class<?> writer, Path file, Path acknowledged) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), writer.getName(), file.toString(),
                acknowledged.toString()).redirectErrorStream(true)
                .redirectOutput(file.resolveSibling("log").toFile()).start();
    }

    private static void awaitWrites(Process process, Path acknowledged, int writes) {
        await().atMost(60, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(5)).until(() -> !process.isAlive()
                || (Files.exists(acknowledged) && acknowledgedIn(acknowledged).size() >= writes));
        assertThat(process.isAlive()).as("the writer goes on until it is killed").isTrue();
    }

    /// The whole lines; the last one may be torn.
    private static List<ResourceId> acknowledgedIn(Path output) throws IOException {
        return Files.readAllLines(output).stream().filter(line -> line.length() == ResourceId.TEXT_LENGTH)
                .map(line -> ResourceId.parse("id", line)).toList();
    }

    private static List<ResourceId> stored(Path file) {
        try (var database = Database.open(DatabaseConfig.embedded(file))) {
            return database.transactions().inTransaction(stores -> {
                var found = new ArrayList<ResourceId>();
                List<Account> page = stores.accounts().list(Selection.first(PAGE));
                while (!page.isEmpty()) {
                    page.forEach(account -> found.add(account.id()));
                    page = stores.accounts().list(Selection.after(found.getLast(), PAGE));
                }
                return found;
            });
        }
    }

    /// How many devices the accounts of [CrowdedWriter] say that they have, then how many there are by each way to them: all the same if every transaction
    /// is whole.
    private static List<Long> devicesOf(Path file) throws SQLException {
        var counts = new ArrayList<Long>();
        try (var connection = DriverManager
                .getConnection(H2Settings.completed(DatabaseConfig.embedded(file).jdbcUrl()));
                var statement = connection.createStatement()) {
            for (var sql : WAYS_TO_DEVICES) {
                try (var row = statement.executeQuery(sql)) {
                    row.next();
                    counts.add(row.getLong(1));
                }
            }
        }
        return counts;
    }
}
