package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Suite;
import java.util.List;

/// What is measured, and how long.
///
/// @param rounds
///            in which all rows take their turns
/// @param warmUp
///            bootstraps of each row with each suite before the first round
/// @param again
///            bootstraps before each measurement that don't count
/// @param measured
///            bootstraps that do
/// @param atOnce
///            devices on their way at once
/// @param flags
///            for the servers' JVMs
public record PeersPlan(List<Row> rows, List<Suite> suites, int rounds, int warmUp, int again, int measured, int atOnce,
        List<String> flags) {
    /// How many devices each row sees.
    int devices() {
        return suites.size() * (warmUp + rounds * (again + measured));
    }
}
