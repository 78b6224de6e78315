package io.firstclaim.benchmarks.scale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.benchmarks.Benchmarks;
import io.firstclaim.persistence.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The measurement in its shortest form, so that it can't rot. What it measures is nobody's business here.
class ScaleTest {
    private static final ScalePlan SHORT = new ScalePlan(List.of(300L, 900L), 20, 10, 4, 1, 10, 4, 600);

    @TempDir
    Path folder;

    @Test
    void everyFigureIsTakenAtEverySize() throws Exception {
        var said = new ArrayList<String>();
        ScaleReport report;
        try (var server = PostgresServer.at(TestPostgres.newEmptyDatabase(), null, null)) {
            report = new MeasureScale(SHORT, server, said::add).run();
        }

        assertThat(report.figures()).hasSameSizeAs(Measure.values())
                .allSatisfy(figure -> assertThat(figure.values()).hasSize(2)
                        .allSatisfy(value -> assertThat(value.median()).isPositive()));
        assertThat(said).contains("getting warm", "round 1 of 1", "bulk upload and expiry at 900");
        assertThat(report.markdown()).contains("| 300 | 900 | largest to smallest |", "| claim, one at a time, ms |");
    }

    @Test
    void theTableTakesThePlaceOfTheOneThatADocumentHas() throws Exception {
        var spread = Spread.of(List.of(1.0, 2.0, 3.0, 4.0, 1_000.0));
        var report = new ScaleReport("now", "a machine", "a database", "Load.", 7, List.of(10_000L, 1_000_000L),
                List.of(new Figure("claim", "ms", List.of(spread, Spread.of(List.of(6.0))))));
        var document = Files.writeString(folder.resolve("scaling.md"),
                "before\n<!-- measured: begin -->\nold\n<!-- measured: end -->\nafter\n");

        report.writeInto(document);

        assertThat(document).hasContent("""
                before
                <!-- measured: begin -->
                | | 10 k | 1 M | largest to smallest |
                |---|--:|--:|--:|
                | claim, ms | 3 (2–4) | 6 | 2.00 |

                Measured now on a machine; a database. Load. It took 7 s.
                <!-- measured: end -->
                after
                """);
    }

    @Test
    void aDocumentWithoutAPlaceForTheTableIsLeftAlone() throws Exception {
        var report = new ScaleReport("", "", "", "", 0, List.of(), List.of());
        var document = Files.writeString(folder.resolve("other.md"), "<!-- measured: begin -->");

        assertThatThrownBy(() -> report.writeInto(document)).hasMessageContaining("has no place for the table");
        assertThat(document).hasContent("<!-- measured: begin -->");
    }

    @Test
    void whatIsNoNumberOfRowsIsRefused() {
        assertThat(Benchmarks.run("scale", "--rows", "many")).isEqualTo(2);
        assertThat(Benchmarks.run("scale", "--rows", "0k")).isEqualTo(2);
        assertThat(Benchmarks.run("scale", "--rows", "8k")).isEqualTo(2);
        assertThat(Benchmarks.run("scale", "--help")).isZero();
    }
}
