package io.firstclaim.core;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// A clock that stands still until a test moves it. Safe for use by many threads.
public final class TestClock implements InstantSource {
    private volatile Instant now = Samples.NOW;

    @Override
    public Instant instant() {
        return now;
    }

    /// Moves it to a time, also back.
    public void set(Instant time) {
        now = time;
    }

    /// Moves it on.
    public synchronized void pass(Duration time) {
        now = now.plus(time);
    }
}
