package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import java.time.Instant;

/// Whether a registration was taken.
public sealed interface RegistrationOutcome {
    /// It was.
    ///
    /// @param bootstrapRequested whether the device shall be told to bootstrap again
    record Registered(ResourceId accountId, ResourceId deviceId, Instant expiresAt,
            boolean bootstrapRequested) implements RegistrationOutcome {}

    /// Definitely not: the credential is cancelled, retired, or another device's. The device bootstraps again.
    record Refused(String detail) implements RegistrationOutcome {}

    /// It can't be said now; the device tries again.
    record Unavailable(String detail) implements RegistrationOutcome {}
}
