package io.firstclaim.benchmarks.peers;

import io.firstclaim.benchmarks.scale.Spread;

/// What devices cost that nobody listed, and what they do to the others.
///
/// @param row
///            where it was measured
/// @param handshake
///            milliseconds of the server's processors, for a handshake alone
/// @param first
///            the same for a device's first refusal, its handshake included
/// @param repeated
///            the same for a later one
/// @param idle
///            milliseconds of an enrolled device's bootstrap while no one else comes
/// @param beside
///            the same while others are refused
/// @param perSecond
///            how many others were refused each second meanwhile
/// @param heapBefore
///            megabytes in use after a collection
/// @param heapAfter
///            the same after all these refusals
/// @param refused
///            how many those were
/// @param failures
///            visits that ended in another way than they should have
/// @param complaint
///            why one of them did
public record RefusalFigures(Row row, Spread handshake, double first, Spread repeated, Spread idle, Spread beside,
        double perSecond, double heapBefore, double heapAfter, long refused, long failures, String complaint) {
    /// What a repeated refusal costs beside its handshake.
    public double ratio() {
        return repeated.median() / handshake.median();
    }
}
