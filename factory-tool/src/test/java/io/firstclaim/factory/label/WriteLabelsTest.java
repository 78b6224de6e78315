package io.firstclaim.factory.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.SmallBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteLabelsTest {
    private static final SheetMargins MARGINS = new SheetMargins("Batch", "Firstclaim", Instant.EPOCH);

    @TempDir
    private Path folder = Path.of("");

    private WriteLabels labels() throws IOException {
        SmallBatch batch = SmallBatch.make(folder.resolve("factory"), "meter-2", "meter-1");
        return new WriteLabels(new DrawnLabels(batch.read(), LabelFont.standard()));
    }

    private void write(WriteLabels labels, boolean replace) {
        labels.write(folder.resolve("labels"), EnumSet.allOf(LabelPicture.class), SheetFormat.A4, MARGINS, replace,
                LabelProgress.SILENT);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void everyDeviceHasItsLabelsInTheOrderOfTheList() throws IOException {
        write(labels(), false);
        assertThat(names(folder.resolve("labels"))).containsExactly("000001-meter-1.png", "000001-meter-1.svg",
                "000002-meter-2.png", "000002-meter-2.svg", "sheet-a4.pdf");
    }

    @Test
    void labelsThatAreThereAreReplacedOnlyWhenAsked() throws IOException {
        WriteLabels labels = labels();
        write(labels, false);
        Files.createFile(folder.resolve("labels/000009-gone.png"));
        assertThatThrownBy(() -> write(labels, false)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("exists already");
        assertThat(folder.resolve("labels/000009-gone.png")).exists();
        write(labels, true);
        assertThat(names(folder.resolve("labels"))).hasSize(5);
    }

    @Test
    void aFolderWithAnythingElseIsNeverReplaced() throws IOException {
        WriteLabels labels = labels();
        write(labels, false);
        Files.writeString(folder.resolve("labels/thesis.txt"), "years of work");
        assertThatThrownBy(() -> write(labels, true)).isInstanceOf(FactoryException.class)
                .hasMessageContaining("thesis.txt");
        assertThat(names(folder.resolve("labels"))).hasSize(6);
    }

    @Test
    void whoIsInterruptedLeavesNothing() throws IOException {
        WriteLabels labels = labels();
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> write(labels, false)).isInstanceOf(FactoryException.class);
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(names(folder)).containsExactly("factory");
    }

    @Test
    void progressEndsWithAllLabels() throws IOException {
        List<String> steps = new ArrayList<>();
        labels().write(folder.resolve("labels"), Set.of(LabelPicture.SVG), SheetFormat.A4, MARGINS, false,
                (done, total) -> steps.add(done + "/" + total));
        assertThat(steps).containsExactly("2/2", "1/2", "2/2");
    }
}
