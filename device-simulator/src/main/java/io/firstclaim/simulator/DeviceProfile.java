package io.firstclaim.simulator;

import java.util.Locale;

/// Which kind of real client a simulated device behaves like on the wire.
public enum DeviceProfile {
    /// The Pelion/Izuma device client 4.13, UDP build.
    PELION,
    /// A client that follows the LwM2M standard, as Eclipse Leshan's and AVSystem Anjay do.
    STANDARD;

    /// Reads a profile's name in any case.
    ///
    /// @throws IllegalArgumentException if the text names no profile
    public static DeviceProfile parse(String text) {
        for (DeviceProfile profile : values()) {
            if (profile.name().equalsIgnoreCase(text)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("no device profile '" + text + "': use pelion or standard");
    }

    /// The name as a command line takes it.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
