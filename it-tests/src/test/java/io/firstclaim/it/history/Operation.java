package io.firstclaim.it.history;

/// A call of a client, and what became of it.
///
/// @param client who called
/// @param invoked when, in nanoseconds of one clock
/// @param returned when the answer came; [#NEVER] without one
public record Operation(String client, Call call, long invoked, long returned, Answer answer) {
    /// When a call without an answer returned. Whatever it asks for may be done until then.
    public static final long NEVER = Long.MAX_VALUE;

    private static final double NANOS_PER_SECOND = 1e9;

    /// Checks that the answer came after the call.
    public Operation {
        if (returned < invoked) {
            throw new IllegalArgumentException("an answer at " + returned + " to a call at " + invoked);
        }
        if (answer instanceof Answer.Unknown != (returned == NEVER)) {
            throw new IllegalArgumentException("what is unknown never returns, all else does: " + answer);
        }
    }

    /// Whether nobody knows what became of it.
    public boolean isUnknown() {
        return answer instanceof Answer.Unknown;
    }

    /// As a line of a history, with times in seconds.
    @Override
    public String toString() {
        return "%9.3f..%s %s: %s -> %s".formatted(invoked / NANOS_PER_SECOND,
                returned == NEVER ? "?" : "%.3f".formatted(returned / NANOS_PER_SECOND), client, call, answer);
    }
}
