package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// What a device keeps over a reboot.
///
/// @param bootstrapUri the bootstrap URI as it stands now
/// @param account its LwM2M credentials
/// @param deviceId the id it was registered under
/// @param location the path of its registration
/// @param state where it is in its life
/// @param shown the text on its display
/// @param refusal the last error answer, until the next success
record DeviceRecord(ServerUri bootstrapUri, @Nullable Lwm2mAccount account, @Nullable String deviceId,
        @Nullable String location, DeviceState state, String shown, @Nullable Refusal refusal) {

    /// A device as it leaves the factory.
    static DeviceRecord fresh(ServerUri bootstrapUri) {
        return new DeviceRecord(bootstrapUri, null, null, null, DeviceState.OFF, "", null);
    }

    DeviceRecord in(DeviceState newState) {
        return new DeviceRecord(bootstrapUri, account, deviceId, location, newState, shown, refusal);
    }

    DeviceRecord showing(String text, @Nullable Refusal newRefusal) {
        return new DeviceRecord(bootstrapUri, account, deviceId, location, state, text, newRefusal);
    }

    DeviceRecord bootstrapped(ServerUri newBootstrapUri, Lwm2mAccount newAccount) {
        return new DeviceRecord(newBootstrapUri, newAccount, deviceId, null, DeviceState.REGISTERING, "", null);
    }

    DeviceRecord registered(String newDeviceId, String newLocation) {
        return new DeviceRecord(bootstrapUri, account, newDeviceId, newLocation, DeviceState.REGISTERED, "", null);
    }

    DeviceRecord withoutRegistration() {
        return new DeviceRecord(bootstrapUri, account, deviceId, null, state, shown, refusal);
    }

    DeviceRecord withoutCredentials() {
        return new DeviceRecord(bootstrapUri, null, deviceId, null, state, shown, refusal);
    }
}
