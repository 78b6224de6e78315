package io.firstclaim.benchmarks.peers;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.peers.PeersPlan.Refusals;
import io.firstclaim.benchmarks.peers.PeersPlan.Steady;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// The table in its shortest form, so that it can't rot. What it measures is nobody's business here.
@EnabledOnOs(OS.LINUX)
class PeersTest {
    @TempDir
    Path folder;

    @Test
    void everyServerBootstrapsDevicesWithEveryCipher() throws Exception {
        var plan = new PeersPlan(List.of(Row.LESHAN, Row.EDGE, Row.PRODUCT_H2), List.of(Suite.values()), 1, 5, 1, 5, 2,
                new Steady(10, 1), new Refusals(5, 10, 5, 1), List.of());
        var said = new ArrayList<String>();

        var report = new MeasurePeers(plan, folder, said::add).run();

        assertThat(report.cells()).hasSize(6).allSatisfy(cell -> {
            assertThat(cell.failures()).as(cell.complaint()).isZero();
            assertThat(cell.cpu().median()).isPositive();
            assertThat(cell.bytes()).isBetween(800, 1300);
        });
        assertThat(report.refusals()).isNotNull().satisfies(refusals -> {
            assertThat(refusals.failures()).as(refusals.complaint()).isZero();
            assertThat(refusals.refused()).isEqualTo(5 + 5 + 10);
        });
        assertThat(said).contains("round 1 of 1");
        assertThat(report.markdown()).contains("| whole product on H2 | AES-128-CCM-8 |");
    }
}
