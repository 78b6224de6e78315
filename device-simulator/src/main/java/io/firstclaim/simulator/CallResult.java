package io.firstclaim.simulator;

import java.util.List;

/// How a device's request ended.
sealed interface CallResult {
    /// The server answered.
    ///
    /// @param code class times 100 plus detail
    record Answered(int code, String text, List<String> locationPath) implements CallResult {
        boolean success() {
            return code < 300;
        }

        Refusal refusal() {
            return new Refusal(code, text);
        }
    }

    /// The DTLS handshake ended with a fatal alert, of either side.
    record NotSecure(String cause) implements CallResult {}

    /// Nothing came in time, or the network failed.
    record NoAnswer(String cause) implements CallResult {}
}
