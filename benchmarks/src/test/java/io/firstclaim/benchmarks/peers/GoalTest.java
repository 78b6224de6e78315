package io.firstclaim.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.scale.Spread;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoalTest {
    @TempDir
    Path folder;

    @Test
    void aGoalIsReachedAtItsBoundAndMissedBeyondIt() {
        assertThat(new Goal("", 4, true, "×", 4).isReached()).isTrue();
        assertThat(new Goal("", 4, true, "×", 3.99).isReached()).isFalse();
        assertThat(new Goal("", 1.15, false, "×", 1.15).isReached()).isTrue();
        assertThat(new Goal("", 1.15, false, "×", 1.16).isReached()).isFalse();
    }

    @Test
    void theDatabasesTimeCountsAgainstTheProduct() {
        var goals = Goal.of(List.of(cell(Row.LESHAN, Suite.GCM, 6, 0), cell(Row.PRODUCT_POSTGRES, Suite.GCM, 2, 1)),
                null);

        assertThat(goals).extracting(Goal::wanted, Goal::got).containsExactly(tuple(3.0, 2.0));
        assertThat(goals.getFirst().shown()).endsWith("| ≥ 3× | 2.00× | missed |");
    }

    @Test
    void onlyWhatWasMeasuredHasGoals() {
        assertThat(Goal.of(List.of(cell(Row.EDGE, Suite.GCM, 1, 0)), null)).isEmpty();
        assertThat(Goal.of(List.of(cell(Row.EDGE, Suite.GCM, 1, 0), cell(Row.EDGE, Suite.CCM_8, 1.1, 0)), null))
                .extracting(Goal::isReached).containsExactly(true);
    }

    @Test
    void thePlotIsAPictureOfEachRow() throws Exception {
        var file = folder.resolve("bench.svg");

        new Plot(List.of(cell(Row.LESHAN, Suite.GCM, 2, 0), cell(Row.PRODUCT_POSTGRES, Suite.CCM_8, 1, 1)))
                .write(file);

        var svg = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                .parse(new ByteArrayInputStream(Files.readAllBytes(file)));
        assertThat(svg.getElementsByTagName("text").getLength()).isEqualTo(1 + 2 * 2);
        assertThat(Files.readString(file)).contains(Row.PRODUCT_POSTGRES.shown() + ", AES-128-CCM-8");
    }

    private static Cell cell(Row row, Suite suite, double cpu, double database) {
        return new Cell(row, suite, Spread.of(List.of(cpu)), Spread.of(List.of(database)), Spread.of(List.of(0.0)),
                Spread.of(List.of(1.0)), null, 0, "", 8, 1000);
    }
}
