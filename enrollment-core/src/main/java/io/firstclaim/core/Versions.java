package io.firstclaim.core;

import org.jspecify.annotations.Nullable;

/// Optimistic concurrency (AIP-154): a caller may name the version that it has read.
public final class Versions {
    private Versions() {}

    /// Lets a request pass that names no version or the current one.
    public static void requireCurrent(@Nullable Long expected, long current) {
        if (expected != null && expected != current) {
            throw passed(expected);
        }
    }

    /// Somebody changed the resource in the meantime.
    public static FirstclaimException passed(long expected) {
        return new FirstclaimException(Problem.PRECONDITION_FAILED, "etag",
                "The etag '%d' is not the current one: read the resource again.".formatted(expected));
    }
}
