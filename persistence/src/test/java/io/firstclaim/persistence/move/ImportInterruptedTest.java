package io.firstclaim.persistence.move;

import static io.firstclaim.persistence.move.MovedDatabase.export;
import static io.firstclaim.persistence.move.MovedDatabase.full;
import static io.firstclaim.persistence.move.MovedDatabase.load;
import static io.firstclaim.persistence.move.MovedDatabase.postgres;
import static io.firstclaim.persistence.move.MovedDatabase.run;
import static io.firstclaim.persistence.move.MovedDatabase.tables;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.Maintenance;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An import that ended on the way is begun again and ends well.
class ImportInterruptedTest {
    private static final int ROWS = 20_000;

    @TempDir
    private Path folder;

    @Test
    void itGoesOnAfterEveryStepAtWhichItFailed() throws Exception {
        var database = full(folder.resolve("full"));
        try (var connection = new Maintenance(database).connect(false)) {
            new AnyRows(connection).into("device_block", 2500);
        }
        var file = export(database, folder.resolve("full.zip"));
        var server = postgres();
        assertThat(loads(file, server, MoveProgress.Step.CHECK, 0)).isFalse();
        int pages = 0;
        while (!loads(file, server, MoveProgress.Step.IMPORT, 0)) {
            pages++;
        }
        assertThat(pages).as("each of the tables fits on a page but one, which takes three")
                .isEqualTo(tables(server) + 2);
        assertThat(export(server, folder.resolve("second.zip"))).hasSameBinaryContentAs(file);
    }

    @Test
    void itGoesOnAfterItWasCutWhileItVerified() throws Exception {
        var file = export(folder);
        var server = postgres();
        assertThat(loads(file, server, MoveProgress.Step.VERIFY, 100)).isFalse();
        assertThat(loads(file, server, MoveProgress.Step.VERIFY, Integer.MAX_VALUE)).isTrue();
        assertThat(export(server, folder.resolve("second.zip"))).hasSameBinaryContentAs(file);
    }

    @Test
    void itGoesOnAfterItsProcessWasKilled() throws Exception {
        var database = full(folder.resolve("full"));
        try (var connection = new Maintenance(database).connect(false)) {
            new AnyRows(connection).into("device_block", ROWS);
        }
        var file = export(database, folder.resolve("full.zip"));
        for (var target : new DatabaseConfig[]{postgres(), DatabaseConfig.embedded(folder.resolve("target"))}) {
            killAt(3_000, file, target);
            killAt(11_000, file, target);
            load(file, target);
            assertThat(export(target, folder.resolve("again.zip"))).hasSameBinaryContentAs(file);
            Files.delete(folder.resolve("again.zip"));
        }
    }

    @Test
    void untilItIsDoneNoCoreOpensTheDatabaseAndNobodyExportsIt() throws Exception {
        var file = export(folder);
        for (var target : new DatabaseConfig[]{postgres(), DatabaseConfig.embedded(folder.resolve("target"))}) {
            assertThat(loads(file, target, MoveProgress.Step.IMPORT, 3)).isFalse();
            assertThatThrownBy(() -> Database.open(target)).isInstanceOf(FirstclaimException.class)
                    .hasMessageContaining("holds a part of an export");
            assertThatThrownBy(() -> export(target, folder.resolve("part.zip")))
                    .hasMessageContaining("holds a part of an export only");
            load(file, target);
            Database.open(target).close();
        }
    }

    @Test
    void itGoesOnWithTheSameExportOnly() throws Exception {
        var server = postgres();
        assertThat(loads(export(folder), server, MoveProgress.Step.IMPORT, 3)).isFalse();
        run(DatabaseConfig.embedded(folder.resolve("full")), "UPDATE account SET version = 1");
        var other = export(DatabaseConfig.embedded(folder.resolve("full")), folder.resolve("other.zip"));
        assertThatThrownBy(() -> load(other, server)).hasMessageContaining("holds a part of another export");
    }

    @Test
    void whatSomebodyElseWroteMeanwhileIsFound() throws Exception {
        var file = export(folder);
        var server = postgres();
        var importing = new ImportDatabase(server);
        assertThatThrownBy(() -> importing.from(file, (step, done, total) -> {
            if (step == MoveProgress.Step.IMPORT && done == total) {
                run(server, "UPDATE account SET display_name = 'changed'");
            }
        })).hasMessageContaining("account has 30 rows").hasMessageContaining("Something else wrote");
        assertThatThrownBy(() -> Database.open(server)).hasMessageContaining("holds a part of an export");
    }

    @Test
    void rowsThatTheDatabaseDoesNotTakeAreNamedWithoutTheirValues() throws Exception {
        var database = full(folder.resolve("full"));
        run(database, "UPDATE webhook SET last_failure = 'secret' || CHAR(0)");
        var file = export(database, folder.resolve("full.zip"));
        assertThatThrownBy(() -> load(file, postgres())).isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("webhook, among the rows from 1 on: ").hasMessageContaining("0x00")
                .hasMessageNotContaining("secret");
    }

    @Test
    void twoAtOnceDoNotMixTheirRows() throws Exception {
        var file = export(folder);
        var server = postgres();
        var begun = new AtomicInteger();
        assertThatThrownBy(() -> new ImportDatabase(server).from(file, (step, _, _) -> {
            if (step == MoveProgress.Step.IMPORT && begun.getAndIncrement() == 2) {
                assertThat(loads(file, server, MoveProgress.Step.IMPORT, 2)).isFalse();
            }
        })).hasMessageContaining("Another import works on this database");
        load(file, server);
        assertThat(export(server, folder.resolve("second.zip"))).hasSameBinaryContentAs(file);
    }

    /// Whether an import got to its end that fails when it tells of a kind of step for the first time after so many.
    private static boolean loads(Path file, DatabaseConfig target, MoveProgress.Step failing, int after) {
        var steps = new AtomicInteger();
        try {
            new ImportDatabase(target).from(file, (step, _, _) -> {
                if (step == failing && steps.getAndIncrement() == after) {
                    throw new IllegalStateException("cut");
                }
            });
            return true;
        } catch (IllegalStateException cut) {
            assertThat(cut).hasMessage("cut");
            return false;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void killAt(long rows, Path file, DatabaseConfig target) throws Exception {
        var done = Files.createTempFile(folder, "done", ".txt");
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"),
                ImportingProcess.class.getName(), file.toString(), target.jdbcUrl(), done.toString())
                .redirectErrorStream(true).redirectOutput(folder.resolve("log").toFile()).start();
        try {
            await().atMost(60, TimeUnit.SECONDS).pollInterval(Duration.ofMillis(2))
                    .until(() -> !process.isAlive() || Files.size(done) / ImportingProcess.LINE * 1000 >= rows);
            assertThat(process.isAlive()).as(() -> "it goes on until it is killed: " + log()).isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isNotZero();
    }

    private String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
