package io.firstclaim.simulator;

import java.time.Duration;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// How a simulated device behaves, beside what its factory gave it.
///
/// @param profile which real client it is like
/// @param retry when it tries again
/// @param patience how long it waits for an answer, the handshake included, and for all of the server's writes
///        together, before it calls that a network error
/// @param startsIn1970 whether the device has no clock: it then checks certificates at 1970-01-01 plus the time since
///        it was powered on, so that a server certificate (or CA) that is not valid from 1970 on is not trusted. The
///        Pelion client tries to renegotiate then and hangs; the simulation fails at once with the same result
/// @param ownBootstrapInstance the instance of object 0 that holds the standard client's own bootstrap account: 0 as in
///        Leshan or 1 as in Anjay; the Pelion client's is always 1
/// @param clock the time certificates are checked at, unless `startsIn1970`
/// @param random where the waits' randomness comes from
/// @param steps is told of the device's steps, and may cut its power there
public record DeviceOptions(DeviceProfile profile, RetrySchedule retry, Duration patience, boolean startsIn1970,
        int ownBootstrapInstance, InstantSource clock, RandomGenerator random, StepHook steps) {

    /// CoAP's MAX_TRANSMIT_WAIT with the default parameters, RFC 7252 section 4.8.2.
    public static final Duration REAL_PATIENCE = Duration.ofSeconds(93);

    /// Checks that the patience is positive and the instance 0 or 1.
    public DeviceOptions {
        if (patience.isNegative() || patience.isZero()) {
            throw new IllegalArgumentException("a device's patience must be positive, not " + patience);
        }
        if (ownBootstrapInstance < 0 || ownBootstrapInstance > 1) {
            throw new IllegalArgumentException(
                    "a device's own bootstrap account is instance 0 or 1, not " + ownBootstrapInstance);
        }
    }

    /// A device of this profile with a right clock and the timing of real ones.
    public static DeviceOptions of(DeviceProfile profile) {
        return new DeviceOptions(profile, RetrySchedule.REAL, REAL_PATIENCE, false, 0, InstantSource.system(),
                RandomGenerator.getDefault(), StepHook.NONE);
    }

    /// The same with another retry schedule.
    public DeviceOptions withRetry(RetrySchedule value) {
        return new DeviceOptions(profile, value, patience, startsIn1970, ownBootstrapInstance, clock, random, steps);
    }

    /// The same with another patience.
    public DeviceOptions withPatience(Duration value) {
        return new DeviceOptions(profile, retry, value, startsIn1970, ownBootstrapInstance, clock, random, steps);
    }

    /// The same without a clock.
    public DeviceOptions startingIn1970() {
        return new DeviceOptions(profile, retry, patience, true, ownBootstrapInstance, clock, random, steps);
    }

    /// The same with the own bootstrap account in another instance of object 0.
    public DeviceOptions withOwnBootstrapInstance(int value) {
        return new DeviceOptions(profile, retry, patience, startsIn1970, value, clock, random, steps);
    }

    /// The same with another source of randomness, such as one with a seed.
    public DeviceOptions withRandom(RandomGenerator value) {
        return new DeviceOptions(profile, retry, patience, startsIn1970, ownBootstrapInstance, clock, value, steps);
    }

    /// The same with another hook for its steps.
    public DeviceOptions withSteps(StepHook value) {
        return new DeviceOptions(profile, retry, patience, startsIn1970, ownBootstrapInstance, clock, random, value);
    }
}
