package io.firstclaim.simulator;

/// What is to be done while a request of a device is under way. Called on the link's thread.
///
/// @param onSent the request left the device for the first time, its last block if it has several
/// @param onSuccess a 2.xx arrived; no later request of the server was taken yet
record CallWatch(Runnable onSent, Runnable onSuccess) {
    /// Nothing is.
    static final CallWatch NONE = new CallWatch(DeviceAnswer.NOTHING, DeviceAnswer.NOTHING);
}
