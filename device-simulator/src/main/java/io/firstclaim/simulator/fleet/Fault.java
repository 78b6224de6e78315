package io.firstclaim.simulator.fleet;

import io.firstclaim.simulator.DeviceStep;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Something that is to happen to a part of the fleet, once to each device.
///
/// @param kind what
/// @param share to how many
/// @param at as soon as a device has done this step for the first time; null for a step before its registration, drawn for each
public record Fault(Kind kind, Share share, @Nullable DeviceStep at) {
    /// The word for a step that is drawn for each device.
    public static final String ANY = "any";

    /// What happens.
    public enum Kind {
        /// Its power is cut, and comes back after a while.
        REBOOT,
        /// It hears and says nothing for the rest of its session, as when the network goes. It keeps its power, waits as
        /// long as its patience lasts, and tries again by itself.
        SILENCE;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Reads a share and a step, such as `10%@bootstrap-let-in` or `10%@any`.
    ///
    /// @param what names the value in the error
    /// @throws IllegalArgumentException if it is none
    public static Fault parse(String what, Kind kind, String text) {
        int at = text.indexOf('@');
        if (at < 0) {
            throw new IllegalArgumentException(
                    what + " is a share and a step, such as 10%@any, not '" + text + "'");
        }
        return new Fault(kind, Share.parse(what, text.substring(0, at)), step(what, text.substring(at + 1)));
    }

    private static @Nullable DeviceStep step(String what, String text) {
        if (text.equals(ANY)) {
            return null;
        }
        try {
            return DeviceStep.parse(text);
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(what + " @" + text + ": " + unknown.getMessage() + ", or any", unknown);
        }
    }

    @Override
    public String toString() {
        return share + "@" + (at == null ? ANY : at);
    }
}
