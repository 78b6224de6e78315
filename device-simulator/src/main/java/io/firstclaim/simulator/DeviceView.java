package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// What a device knows of itself, and would display.
///
/// @param profile which real client it is like
/// @param endpointName the name it was made with
/// @param enrollmentId the enrollment ID the factory noted, if any; the device itself never sends it
/// @param firstToClaim whether it was made to be claimed, rather than for an account
/// @param state where it is in its life
/// @param bootstrapUri the URI its next bootstrap goes to, with `aid` after its claim
/// @param accountId the account in the bootstrap URI
/// @param serverUri the LwM2M server it has credentials for
/// @param deviceId the id the server gave it when it registered
/// @param location the path of its registration
/// @param shown the text on its display, empty when all is well
/// @param refusal the last error answer, until the next success
public record DeviceView(DeviceProfile profile, String endpointName, @Nullable String enrollmentId,
        boolean firstToClaim, DeviceState state, String bootstrapUri, @Nullable String accountId,
        @Nullable String serverUri, @Nullable String deviceId, @Nullable String location, String shown,
        @Nullable Refusal refusal) {
    /// Whether the device is registered.
    public boolean registered() {
        return state == DeviceState.REGISTERED;
    }
}
