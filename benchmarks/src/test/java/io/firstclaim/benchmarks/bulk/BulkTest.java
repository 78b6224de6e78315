package io.firstclaim.benchmarks.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.benchmarks.Benchmarks;
import io.firstclaim.persistence.TestPostgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measurement in its shortest form, so that it can't rot. What it measures is nobody's business here.
class BulkTest {
    private static final int ROWS = 1_200;

    @TempDir
    Path folder;

    @Test
    void aJobIsMeasuredOnTheEmbeddedDatabase() throws Exception {
        assertComplete(new MeasureBulk(ROWS, 1, 40).run(folder, null));
    }

    @Test
    void aJobIsMeasuredOnPostgres() throws Exception {
        assertComplete(new MeasureBulk(ROWS, 1, 40).run(folder, TestPostgres.newEmptyDatabase()));
    }

    @Test
    void aFileHasItsRowsAndIsAnotherForAnotherSeed() throws Exception {
        var file = text(1);
        assertThat(file.lines()).hasSize(ROWS + 1).doesNotHaveDuplicates();
        assertThat(file.lines().skip(1)).allMatch(line -> line.matches("A-[0-9A-F]{2}(:[0-9A-F]{2}){31}"));
        assertThat(text(1)).isEqualTo(file);
        assertThat(text(2)).isNotEqualTo(file);
    }

    @Test
    void whatIsNoDatabaseAndWhatIsNoNumberIsRefused() {
        assertThat(Benchmarks.run("bulk", "--database", "oracle")).isEqualTo(2);
        assertThat(Benchmarks.run("bulk", "--rows", "0")).isEqualTo(2);
        assertThat(Benchmarks.run("bulk", "--help")).isZero();
    }

    private static void assertComplete(BulkRun run) {
        assertThat(run.rows()).isEqualTo(ROWS);
        assertThat(run.whole()).isPositive();
        assertThat(run.peakHeap()).isPositive().isLessThan(CoreProcess.HEAP * 1024L * 1024);
        assertThat(run.alone().count()).isPositive();
        assertThat(run.line("a database")).startsWith("| a database | ");
    }

    private static String text(long seed) throws Exception {
        try (var file = new IdFile(ROWS, seed)) {
            return new String(file.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }
}
