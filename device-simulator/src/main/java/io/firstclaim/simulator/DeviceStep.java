package io.firstclaim.simulator;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a device has just done, from the first handshake to the end of its registration, in the order in which it gets there. Not every profile has
/// every step: the standard client is asked what it has and gets its objects one by one, the Pelion client gets whole objects and answers the finish in
/// a message of its own.
public enum DeviceStep {
    /// The handshake with the bootstrap server is done; nothing was sent on the session yet.
    BOOTSTRAP_HANDSHAKE,
    /// `POST /bs` has left the device.
    BOOTSTRAP_REQUESTED,
    /// 2.04: the device was let in.
    BOOTSTRAP_LET_IN,
    /// The Bootstrap-Discover is answered.
    DISCOVER_ANSWERED,
    /// `DELETE /0` is done and answered.
    ACCOUNTS_DELETED,
    /// `DELETE /1` is done and answered.
    SERVERS_DELETED,
    /// The LwM2M account is written and answered; the Pelion client has its bootstrap account with it.
    LWM2M_ACCOUNT_WRITTEN,
    /// The bootstrap URI with the account is written and answered.
    BOOTSTRAP_ACCOUNT_WRITTEN,
    /// The server object is written and answered.
    SERVER_WRITTEN,
    /// The finish is there, and nothing of it answered yet.
    FINISH_RECEIVED,
    /// The answer to the finish has left the device.
    FINISH_ANSWERED,
    /// The server has acknowledged that answer.
    FINISH_ACKNOWLEDGED,
    /// The LwM2M credentials are in flash.
    CREDENTIALS_STORED,
    /// The handshake with the LwM2M server is done; nothing was sent on the session yet.
    REGISTRATION_HANDSHAKE,
    /// REGISTER has left the device, as a whole.
    REGISTER_SENT,
    /// 2.01: the device is registered.
    REGISTERED,
    /// The registration is in flash.
    REGISTRATION_STORED,
    /// An UPDATE has left the device.
    UPDATE_SENT,
    /// The UPDATE was answered 2.04.
    UPDATED,
    /// DEREGISTER has left the device.
    DEREGISTER_SENT,
    /// DEREGISTER was answered 2.02.
    DEREGISTERED;

    private static final Set<DeviceStep> STANDARD_ONLY = Set.of(DISCOVER_ANSWERED, SERVERS_DELETED,
            BOOTSTRAP_ACCOUNT_WRITTEN);
    private static final Set<DeviceStep> PELION_ONLY = Set.of(FINISH_ACKNOWLEDGED);

    /// The steps that a device of this profile takes, in order.
    public static List<DeviceStep> of(DeviceProfile profile) {
        return Arrays.stream(values()).filter(step -> step.isOf(profile)).toList();
    }

    /// Whether a device of this profile takes this step.
    public boolean isOf(DeviceProfile profile) {
        return switch (profile) {
            case PELION -> !STANDARD_ONLY.contains(this);
            case STANDARD -> !PELION_ONLY.contains(this);
        };
    }

    /// Reads a step's name, such as `bootstrap-let-in`, in any case.
    ///
    /// @throws IllegalArgumentException if the text names no step; the message lists them
    public static DeviceStep parse(String text) {
        for (DeviceStep step : values()) {
            if (step.toString().equalsIgnoreCase(text)) {
                return step;
            }
        }
        throw new IllegalArgumentException("no device step '" + text + "': use one of "
                + String.join(", ", Arrays.stream(values()).map(DeviceStep::toString).toList()));
    }

    /// The name as command lines and tables have it, such as `bootstrap-let-in`.
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
