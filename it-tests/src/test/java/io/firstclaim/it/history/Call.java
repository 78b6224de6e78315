package io.firstclaim.it.history;

import org.jspecify.annotations.Nullable;

/// What a client asked for. Every call concerns one device, named by its enrollment ID.
public sealed interface Call {
    /// The device.
    String enrollmentId();

    /// An account lists the device.
    ///
    /// @param request the request id: a repeat with the same one is the same wish
    record Enroll(String enrollmentId, String account, String request) implements Call {}

    /// An account takes the device off its list.
    ///
    /// @param enrollment the id of the line of the list
    record Cancel(String enrollmentId, String account, String enrollment) implements Call {}

    /// The device asks to be bootstrapped.
    ///
    /// @param aid the account that it asks for
    /// @param preAssigned whether the factory, whose CA the account proved to have, wrote that account into it
    record Bootstrap(String enrollmentId, @Nullable String aid, boolean preAssigned) implements Call {}

    /// The device registers.
    record Register(String enrollmentId) implements Call {}

    /// Somebody who can see all accounts looks the device up in their directories.
    record LookUp(String enrollmentId) implements Call {}
}
