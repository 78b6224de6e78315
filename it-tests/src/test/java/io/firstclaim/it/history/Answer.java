package io.firstclaim.it.history;

/// What a client was told.
public sealed interface Answer {
    /// The device is on the list.
    ///
    /// @param enrollment the id of the line
    record Enrolled(String enrollment) implements Answer {}

    /// This or another account has it on its list.
    record Taken() implements Answer {}

    /// It was taken off the list.
    record Cancelled() implements Answer {}

    /// There is no such line on the account's list; or no account has such a device.
    record NotThere() implements Answer {}

    /// The device was let in, and told whose it is.
    record LetIn(String account) implements Answer {}

    /// The device was turned away for good until somebody does something about it.
    record Refused(Why why) implements Answer {}

    /// The device is the account's, under this id.
    record Held(String account, String deviceId) implements Answer {}

    /// No answer, or one that says that nobody knows: it may have been done, may be done later, or never.
    record Unknown(String what) implements Answer {}

    /// Why a device was turned away.
    enum Why {
        /// "Enrollment ID not registered."
        NOT_LISTED,
        /// "Account device quota reached."
        QUOTA,
        /// Any other definite reason. Where all accounts trust all makers, none of them is ever true.
        OTHER
    }
}
