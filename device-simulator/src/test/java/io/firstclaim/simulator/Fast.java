package io.firstclaim.simulator;

import java.time.Duration;

/// Options of devices that don't keep a test waiting.
final class Fast {
    private Fast() {}

    /// Retries after some 60 ms instead of 12 s, starts over after 0.1–0.5 s, and waits 10 s for answers.
    static DeviceOptions options(DeviceProfile profile) {
        return DeviceOptions.of(profile).withRetry(RetrySchedule.fasterBy(200)).withPatience(Duration.ofSeconds(10));
    }
}
