package io.firstclaim.benchmarks.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.firstclaim.benchmarks.load.Suite;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The measurement in its shortest form, so that it can't rot.
class MeasureSessionsTest {
    @TempDir
    Path folder;

    @Test
    @EnabledOnOs(OS.LINUX)
    void everySessionIsOpen() throws Exception {
        var said = new ArrayList<String>();

        var measured = new MeasureSessions(20, Suite.GCM, List.of(), folder, said::add).run();

        assertThat(measured.open()).isEqualTo(20);
        assertThat(said).contains("opening 20 sessions");
    }

    @Test
    void thereAreAsManyAsAnEdgeHolds() {
        for (int impossible : new int[]{0, MeasureSessions.MOST + 1}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new MeasureSessions(impossible, Suite.GCM, List.of(), folder, said -> {}))
                    .withMessageContaining(Integer.toString(impossible));
        }
    }
}
