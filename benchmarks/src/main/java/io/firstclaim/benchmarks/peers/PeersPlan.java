package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Suite;
import java.util.List;

/// What is measured, and how long.
///
/// @param rounds
///            in which all rows take their turns
/// @param warmUp
///            bootstraps of each row before the first round, with the first suite; half as many with each other one
/// @param again
///            bootstraps before each measurement that don't count
/// @param measured
///            bootstraps that do
/// @param atOnce
///            devices on their way at once
/// @param steady
///            the load under which latencies are taken
/// @param refusals
///            the load of devices that are turned away
/// @param flags
///            for the servers' JVMs
public record PeersPlan(List<Row> rows, List<Suite> suites, int rounds, int warmUp, int again, int measured, int atOnce,
        Steady steady, Refusals refusals, List<String> flags) {

    /// As many devices each second, whatever becomes of those before.
    ///
    /// @param seconds
    ///            of a row with a suite; 0 for not at all
    public record Steady(double perSecond, int seconds) {
        int devices() {
            return (int) Math.round(perSecond * seconds);
        }
    }

    /// Devices that nobody listed.
    ///
    /// @param strangers
    ///            how many different ones; 0 for not at all
    /// @param perSecond
    ///            how many of them come while others bootstrap
    /// @param enrolledPerSecond
    ///            how many others
    /// @param seconds
    ///            how long
    public record Refusals(int strangers, double perSecond, double enrolledPerSecond, int seconds) {
        int enrolled() {
            return (int) Math.round(enrolledPerSecond * seconds);
        }
    }

    /// How many bootstraps warm a row up with a suite.
    int warmUp(Suite suite) {
        return suite == suites.getFirst() ? warmUp : warmUp / 2;
    }

    /// How many devices each row sees.
    int devices() {
        return suites.stream().mapToInt(suite -> warmUp(suite) + rounds * (again + measured) + steady.devices()).sum()
                + 2 * refusals.enrolled();
    }
}
