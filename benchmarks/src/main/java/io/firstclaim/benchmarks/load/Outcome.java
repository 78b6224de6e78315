package io.firstclaim.benchmarks.load;

/// How a device's visit to a server ended.
///
/// @param writes
///            requests of the server that were answered, blocks counted one by one
/// @param bytes
///            of payload that came with them
/// @param detail
///            what was refused, or failed; empty otherwise
public record Outcome(End end, int writes, int bytes, String detail) {
    /// Ends of a visit.
    public enum End {
        /// All that was wanted came.
        DONE,
        /// The server said no: by an alert, or by an answer.
        REFUSED,
        /// Anything else.
        FAILED
    }
}
