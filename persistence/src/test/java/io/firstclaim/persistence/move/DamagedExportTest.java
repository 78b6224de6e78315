package io.firstclaim.persistence.move;

import static io.firstclaim.persistence.move.MovedDatabase.IN_SILENCE;
import static io.firstclaim.persistence.move.MovedDatabase.export;
import static io.firstclaim.persistence.move.MovedDatabase.load;
import static io.firstclaim.persistence.move.MovedDatabase.postgres;
import static io.firstclaim.persistence.move.MovedDatabase.tables;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.BiFunction;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file that is not what was exported is refused before anything is written.
class DamagedExportTest {
    private static final String ROWS = "tables/account.jsonl";

    @TempDir
    private Path folder;
    private Path whole = Path.of("");

    @BeforeEach
    void exportOne() throws Exception {
        whole = export(folder);
    }

    @Test
    void aWholeFileIsFine() throws Exception {
        assertThat(ImportDatabase.check(whole, IN_SILENCE).rows()).isPositive();
    }

    @Test
    void aFileThatIsCutShortIsRefused() throws Exception {
        var bytes = Files.readAllBytes(whole);
        for (int length : new int[]{0, 10, bytes.length / 2, bytes.length - 1}) {
            assertRefused(Files.write(folder.resolve("cut"), Arrays.copyOf(bytes, length)),
                    "is no export, or not all of it is there");
        }
    }

    @Test
    void anyBitThatIsTurnedIsFound() throws Exception {
        var bytes = Files.readAllBytes(whole);
        var damaged = folder.resolve("damaged");
        for (int i = 100; i < bytes.length / 2; i += bytes.length / 20) {
            var turned = bytes.clone();
            turned[i] ^= 4;
            Files.write(damaged, turned);
            assertThatThrownBy(() -> ImportDatabase.check(damaged, IN_SILENCE))
                    .isInstanceOf(DamagedExportException.class)
                    .hasMessageContaining("damaged");
        }
    }

    @Test
    void rowsThatWereChangedInAnOtherwiseSoundFileAreFound() throws Exception {
        assertRefused(changed((name, text) -> name.equals(ROWS) ? text.replaceFirst("\\[", "[ ") : text),
                ROWS + " has 30 rows with SHA-256");
        assertRefused(changed((name, text) -> name.equals(ROWS) ? text.substring(text.indexOf('\n') + 1) : text),
                ROWS + " has 29 rows");
    }

    @Test
    void aFileThatLacksATableIsRefused() throws Exception {
        assertRefused(changed((name, text) -> name.equals(ROWS) ? null : text), "it has no " + ROWS);
        assertRefused(changed((name, text) -> name.equals(ExportFile.MANIFEST) ? null : text),
                "it has no manifest.json");
    }

    @Test
    void anotherFormatOrVersionOfItIsRefused() throws Exception {
        assertRefused(manifest("\"firstclaim-export\"", "\"something\""), "its format is 'something'");
        assertRefused(manifest("\"format_version\" : 1", "\"format_version\" : 2"),
                "is an export in version 2 of the format; this release reads version 1");
        assertRefused(manifest("\"tables\"", "\"tables"), "manifest.json can't be read");
    }

    @Test
    void aSchemaThatThisReleaseDoesNotKnowIsRefused() throws Exception {
        var newer = changed((name, text) -> name.equals(ExportFile.MANIFEST)
                ? text.replaceFirst("\"schema\" : \"\\d+\"", "\"schema\" : \"999\"")
                : text);
        var target = postgres();
        assertThatThrownBy(() -> load(newer, target)).hasMessageContaining("The export is of schema 999")
                .hasMessageContaining("this release makes 5");
        assertThat(tables(target)).isZero();
    }

    @Test
    void tablesThatAreNotThoseOfTheSchemaAreRefused() throws Exception {
        var other = manifest("\"name\" : \"display_name\"", "\"name\" : \"other_name\"");
        assertThatThrownBy(() -> load(other, postgres()))
                .hasMessageContaining("The tables of the export are not those of its schema");
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        assertThatThrownBy(() -> load(folder.resolve("missing"), postgres())).isInstanceOf(NoSuchFileException.class)
                .hasMessageContaining("missing");
    }

    private void assertRefused(Path file, String why) throws Exception {
        assertThatThrownBy(() -> ImportDatabase.check(file, IN_SILENCE)).isInstanceOf(DamagedExportException.class)
                .hasMessageContaining(file.toString()).hasMessageContaining(why);
        var target = postgres();
        assertThatThrownBy(() -> load(file, target)).isInstanceOf(DamagedExportException.class);
        assertThat(tables(target)).isZero();
    }

    private Path manifest(String what, String by) throws IOException {
        return changed((name, text) -> name.equals(ExportFile.MANIFEST) ? text.replace(what, by) : text);
    }

    /// A sound zip with other content; entries that become null are left out.
    private Path changed(BiFunction<String, String, @Nullable String> change) throws IOException {
        var changed = folder.resolve("changed");
        try (var from = new ZipFile(whole.toFile()); var to = new ZipOutputStream(Files.newOutputStream(changed))) {
            for (var entry : from.stream().toList()) {
                var text = change.apply(entry.getName(), new String(from.getInputStream(entry).readAllBytes(), UTF_8));
                if (text != null) {
                    to.putNextEntry(new ZipEntry(entry.getName()));
                    to.write(text.getBytes(UTF_8));
                }
            }
        }
        return changed;
    }
}
