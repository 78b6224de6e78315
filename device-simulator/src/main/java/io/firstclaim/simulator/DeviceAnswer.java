package io.firstclaim.simulator;

import org.jspecify.annotations.Nullable;

/// What a device answers a server's request. Codes are class times 100 plus detail.
sealed interface DeviceAnswer {
    /// Nothing to do once an answer is out.
    Runnable NOTHING = () -> {};

    /// An answer in the acknowledgement.
    ///
    /// @param contentFormat of the payload, if there is one
    /// @param onceSent called when the answer left the device for the first time
    record Piggybacked(int code, Octets payload, @Nullable Integer contentFormat,
            Runnable onceSent) implements DeviceAnswer {}

    /// An empty acknowledgement, then the answer in a confirmable message of its own, RFC 7252 section 5.2.2.
    ///
    /// @param onceSent called when the answer left the device for the first time
    /// @param onceAcknowledged called when the server acknowledged it
    record Separate(int code, Runnable onceSent, Runnable onceAcknowledged) implements DeviceAnswer {}

    /// No answer at all, not even an acknowledgement.
    record Dropped() implements DeviceAnswer {}

    /// A code and nothing else.
    static DeviceAnswer code(int code) {
        return new Piggybacked(code, Octets.EMPTY, null, NOTHING);
    }

    /// A code and then something to do.
    static DeviceAnswer code(int code, Runnable onceSent) {
        return new Piggybacked(code, Octets.EMPTY, null, onceSent);
    }
}
