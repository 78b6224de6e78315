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
    private static final int PAGE = 1000;

    private final Random random = new Random(7);

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 4, unit = TimeUnit.MINUTES)
    void nothingAcknowledgedIsLostWhenTheProcessIsKilled() throws Exception {
        var file = folder.resolve("firstclaim");
        var acknowledged = new ArrayList<ResourceId>();
        for (int i = 0; i < KILLS; i++) {
            acknowledged.addAll(writeUntilKilled(file, 1 + random.nextInt(MOST_WRITES)));
            assertThat(stored(file)).as("after kill %d", i + 1).containsAll(acknowledged);
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
        var process = startWriter(file, acknowledged);
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

    private static List<ResourceId> writeUntilKilled(Path file, int writes) throws IOException, InterruptedException {
        var acknowledged = Files.createTempFile(file.getParent(), "acknowledged", ".txt");
        var process = startWriter(file, acknowledged);
        try {
            awaitWrites(process, acknowledged, writes);
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isNotZero();
        return acknowledgedIn(acknowledged);
    }

    private static Process startWriter(Path file, Path acknowledged) throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED", "-cp",
                System.getProperty("java.class.path"), AcknowledgingWriter.class.getName(), file.toString(),
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
}
