package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.load.Suite;
import io.firstclaim.benchmarks.scale.Spread;
import org.jspecify.annotations.Nullable;

/// What was measured of a row with a suite.
///
/// @param cpu
///            milliseconds of the server's processors for one bootstrap
/// @param database
///            the same of database processes beside the server
/// @param compiler
///            milliseconds of the JIT compiler for one bootstrap, which are not in the others
/// @param perSecond
///            bootstraps each second with so many at once as the plan says, generator and server on one machine
/// @param steady
///            milliseconds of a bootstrap at the steady rate as the device sees them, from when it should have begun; null where that was not measured
/// @param failures
///            bootstraps that did not end with all that was wanted
/// @param complaint
///            why one of them failed; empty without
/// @param writes
///            requests of the server in one bootstrap
/// @param bytes
///            of payload in one bootstrap
public record Cell(Row row, Suite suite, Spread cpu, Spread database, Spread compiler, Spread perSecond,
        @Nullable Spread steady,
        long failures, String complaint, int writes, int bytes) {
    /// Milliseconds of all processors that one bootstrap took, the database's too.
    public double cost() {
        return cpu.median() + database.median();
    }
}
