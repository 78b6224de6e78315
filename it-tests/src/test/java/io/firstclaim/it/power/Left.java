package io.firstclaim.it.power;

import io.firstclaim.proto.device.v1.DeviceState;
import java.util.Optional;

/// What the core has of a device at a moment.
enum Left {
    /// Its enrollment, and no device.
    NOTHING("nothing"),
    /// It is the account's and has a credential that it never acknowledged.
    CLOUD_ENROLLING("`cloud_enrolling`"),
    /// It has acknowledged a credential.
    BOOTSTRAPPED("`bootstrapped`"),
    /// It is registered.
    REGISTERED("`registered`"),
    /// It was registered.
    DEREGISTERED("`deregistered`");

    private final String words;

    Left(String words) {
        this.words = words;
    }

    static Left of(Optional<DeviceState> inDirectory) {
        return inDirectory.map(state -> switch (state) {
            case DEVICE_STATE_CLOUD_ENROLLING -> CLOUD_ENROLLING;
            case DEVICE_STATE_BOOTSTRAPPED -> BOOTSTRAPPED;
            case DEVICE_STATE_REGISTERED -> REGISTERED;
            case DEVICE_STATE_DEREGISTERED -> DEREGISTERED;
            case DEVICE_STATE_UNSPECIFIED, UNRECOGNIZED -> throw new AssertionError("a device is " + state);
        }).orElse(NOTHING);
    }

    /// As the table has it.
    @Override
    public String toString() {
        return words;
    }
}
