package io.firstclaim.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What happens to a device, in the order it happens.
public sealed interface DeviceEvent {
    /// A bootstrap begins.
    ///
    /// @param uri the bootstrap URI, with the account id if the device has one
    record Bootstrapping(String uri) implements DeviceEvent {}

    /// The server refused the bootstrap request.
    ///
    /// @param shown what the device displays
    record Refused(Refusal refusal, String shown) implements DeviceEvent {}

    /// A handshake, a write or an answer failed.
    ///
    /// @param shown what the device displays
    record Failed(String shown) implements DeviceEvent {}

    /// The bootstrap is finished and its credentials are stored.
    ///
    /// @param accountId the account in the bootstrap URI, if it has one
    record Bootstrapped(@Nullable String accountId) implements DeviceEvent {}

    /// A registration begins.
    ///
    /// @param uri the LwM2M server's URI
    record Registering(String uri) implements DeviceEvent {}

    /// The server refused the registration.
    ///
    /// @param shown what the device displays
    record RegistrationRefused(Refusal refusal, String shown) implements DeviceEvent {}

    /// The device is registered.
    ///
    /// @param deviceId the last segment of the location
    /// @param location the path of the registration, without a leading slash
    record Registered(String deviceId, String location) implements DeviceEvent {}

    /// The registration was updated.
    record Updated() implements DeviceEvent {}

    /// The registration was ended by the device.
    record Deregistered() implements DeviceEvent {}

    /// The device waits before its next attempt.
    record Waiting(Duration pause) implements DeviceEvent {}

    /// The device doesn't try again by itself.
    ///
    /// @param shown what the device displays
    record GaveUp(String shown) implements DeviceEvent {}

    /// The device was powered off.
    record PoweredOff() implements DeviceEvent {}
}
