package io.firstclaim.persistence.move;

import static io.firstclaim.persistence.move.MovedDatabase.IN_SILENCE;
import static io.firstclaim.persistence.move.MovedDatabase.export;
import static io.firstclaim.persistence.move.MovedDatabase.full;
import static io.firstclaim.persistence.move.MovedDatabase.load;
import static io.firstclaim.persistence.move.MovedDatabase.postgres;
import static io.firstclaim.persistence.move.MovedDatabase.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.persistence.Maintenance;
import io.firstclaim.persistence.TestPostgres;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveTest {
    @TempDir
    private Path folder;

    @Test
    void nothingChangesOnTheWayFromH2ToPostgresAndBack() throws Exception {
        var first = export(folder);
        var server = postgres();
        var there = load(first, server);
        var second = export(server, folder.resolve("second.zip"));
        var file = DatabaseConfig.embedded(folder.resolve("back"));
        var back = load(second, file);
        var third = export(file, folder.resolve("third.zip"));
        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(third).hasSameBinaryContentAs(first);
        assertThat(there).isEqualTo(back);
        assertThat(there.tables().values()).allMatch(rows -> rows == 30 || rows == 16);
        assertThat(there.tables()).containsKeys("enrollment", "claim_event_last").doesNotContainKey("lease");
        Database.open(server).close();
        Database.open(file).close();
    }

    @Test
    void anEmptyDatabaseThatHasItsSchemaAlreadyIsFilled() throws Exception {
        var server = DatabaseConfig.of(TestPostgres.newDatabase());
        var first = export(folder);
        load(first, server);
        assertThat(export(server, folder.resolve("second.zip"))).hasSameBinaryContentAs(first);
    }

    @Test
    void rowsOfAnOlderSchemaAreTakenAndTheSchemaIsThisReleasesAfterwards() throws Exception {
        var old = new Maintenance(DatabaseConfig.embedded(folder.resolve("old")));
        old.migrateTo("5");
        try (var connection = old.connect(false)) {
            new AnyRows(connection).everywhere(20);
        }
        var file = export(old.config(), folder.resolve("old.zip"));
        var server = postgres();
        assertThat(load(file, server).schema()).isEqualTo("5");
        try (var connection = new Maintenance(server).connect(false)) {
            assertThat(SchemaVersion.of(connection)).contains(old.knownSchemas().getLast());
        }
        Database.open(server).close();
    }

    @Test
    void anExportIsOfOneMomentWhateverIsWrittenMeanwhile() throws Exception {
        var server = postgres();
        var first = export(folder);
        load(first, server);
        var begun = new AtomicInteger();
        new ExportDatabase(server).to(folder.resolve("second.zip"), (_, _, _) -> {
            if (begun.getAndIncrement() == 0) {
                run(server, "DELETE FROM registration");
                run(server, "UPDATE webhook SET url = 'changed'");
            }
        });
        assertThat(folder.resolve("second.zip")).hasSameBinaryContentAs(first);
        assertThat(export(server, folder.resolve("third.zip"))).isRegularFile()
                .satisfies(third -> assertThat(Files.readAllBytes(third)).isNotEqualTo(Files.readAllBytes(first)));
    }

    @Test
    void theFileIsItsOwnersOnlyAndHasNoNameUntilItIsWhole() throws Exception {
        var database = full(folder.resolve("full"));
        var file = folder.resolve("export.zip");
        var part = Files.writeString(folder.resolve("export.zip.part"), "what a killed export left");
        new ExportDatabase(database).to(file, (_, _, _) -> {
            assertThat(file).doesNotExist();
            assertOwnersOnly(part);
        });
        assertOwnersOnly(file);
        assertThat(part).doesNotExist();
    }

    @Test
    void anExportThatFailsLeavesNoFile() throws Exception {
        var database = full(folder.resolve("full"));
        var file = folder.resolve("export.zip");
        assertThatThrownBy(() -> new ExportDatabase(database).to(file, (_, _, _) -> {
            throw new IllegalStateException("cut");
        })).hasMessage("cut");
        assertThat(folder).isDirectoryNotContaining("glob:**export.zip*");
    }

    @Test
    void aFileThatIsThereIsNotReplaced() throws Exception {
        var file = Files.writeString(folder.resolve("export.zip"), "precious");
        var database = full(folder.resolve("full"));
        assertThatThrownBy(() -> new ExportDatabase(database).to(file, IN_SILENCE))
                .isInstanceOf(FileAlreadyExistsException.class);
        assertThat(file).hasContent("precious");
    }

    @Test
    void aDatabaseThatIsNotThereIsNotMadeByAnExport() {
        var nowhere = DatabaseConfig.embedded(folder.resolve("nowhere"));
        assertThatThrownBy(() -> export(nowhere, folder.resolve("export.zip"))).isInstanceOf(FirstclaimException.class)
                .hasMessageContaining("nowhere").hasMessageContaining("can't be opened");
        assertThatThrownBy(() -> export(postgres(), folder.resolve("export.zip")))
                .isInstanceOf(FirstclaimException.class).hasMessageContaining("holds nothing of Firstclaim");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aDatabaseThatHoldsAnythingIsNotFilled() throws Exception {
        var file = export(folder);
        for (var target : new DatabaseConfig[]{postgres(), DatabaseConfig.embedded(folder.resolve("used"))}) {
            Database.open(target).close();
            run(target,
                    "INSERT INTO edge (bootstrap_uri, lwm2m_uri, announced_at) VALUES ('a', 'b', CURRENT_TIMESTAMP)");
            assertThatThrownBy(() -> load(file, target)).isInstanceOf(FirstclaimException.class)
                    .hasMessageContaining("is not empty, there are rows in edge");
            Database.open(target).close();
        }
    }

    private static void assertOwnersOnly(Path file) {
        try {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
