package io.firstclaim.edge.core;

import io.firstclaim.proto.claim.v1.RefusalReason;

/// What came of a call to the core.
///
/// @param <T> the answer of the call
public sealed interface CoreAnswer<T> {

    /// The core answered.
    record Answered<T>(T answer) implements CoreAnswer<T> {}

    /// The core finds the request broken. Repeating it does not help.
    ///
    /// @param what the core's message
    record Rejected<T>(String what) implements CoreAnswer<T> {}

    /// No answer. Whether the core did what was asked is unknown.
    ///
    /// @param reason what the device is told
    /// @param detail for the log
    record Failed<T>(RefusalReason reason, String detail) implements CoreAnswer<T> {}
}
