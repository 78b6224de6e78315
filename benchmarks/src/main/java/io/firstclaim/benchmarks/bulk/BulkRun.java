package io.firstclaim.benchmarks.bulk;

import io.firstclaim.benchmarks.scale.Spread;

/// What was measured of one bulk job.
///
/// @param receive
///            seconds from the first byte of the file to the job
/// @param list
///            seconds from there until its last row is done
/// @param report
///            seconds from there to the last byte of its full report
/// @param events
///            seconds from there until the events of all rows have their positions
/// @param peakHeap
///            the most bytes of the core's heap that were in use, garbage included
/// @param cpu
///            seconds of processor time that the core's process took from the first byte to the last
/// @param alone
///            milliseconds of a claim with nothing beside
/// @param beside
///            the same beside the job
record BulkRun(long rows, double receive, double list, double report, double events, long peakHeap, double cpu,
        Spread alone, Spread beside) {
    static final String HEADER = """
            | database | received, rows/s | listed, rows/s | reported, rows/s | whole, rows/s | with events in order, rows/s | peak heap, MB | core's CPU, µs/row | claim alone, ms: median, p99 | claim beside, ms: median, p99, largest |
            |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|""";

    /// Rows a second, from the first byte of the file to the last of the report.
    double whole() {
        return rows / (receive + list + report);
    }

    String line(String database) {
        return "| %s | %,.0f | %,.0f | %,.0f | %,.0f | %,.0f | %d | %.1f | %.1f, %.1f | %.1f, %.1f, %.1f |".formatted(
                database, rows / receive, rows / list, rows / report, whole(),
                rows / (receive + list + report + events),
                peakHeap / 1_000_000, cpu * 1e6 / rows, alone.median(), alone.p99(), beside.median(), beside.p99(),
                beside.largest());
    }
}
