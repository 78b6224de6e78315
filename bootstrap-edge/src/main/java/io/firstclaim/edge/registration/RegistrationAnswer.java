package io.firstclaim.edge.registration;

import io.firstclaim.proto.claim.v1.DeviceAnswer;

/// What a device is answered at the registration port.
public sealed interface RegistrationAnswer {

    /// Registered: 2.01 with the location.
    record Created(String accountId, String deviceId, boolean bootstrapRequested) implements RegistrationAnswer {}

    /// The registration goes on: 2.04.
    record Updated(boolean bootstrapRequested) implements RegistrationAnswer {}

    /// The registration ended: 2.02.
    record Deleted() implements RegistrationAnswer {}

    /// Definitely not registered with this credential: 4.03 to a registration, which makes the device bootstrap again.
    record Forbidden() implements RegistrationAnswer {}

    /// There is no such registration: 4.04, and the device registers anew.
    record NotFound() implements RegistrationAnswer {}

    /// It can't be said now: 5.03 with Max-Age, and the device tries again.
    record Later(DeviceAnswer answer) implements RegistrationAnswer {}

    /// The request is broken: 4.00.
    record Malformed(String what) implements RegistrationAnswer {}
}
