package io.firstclaim.simulator;

import java.util.Locale;

/// An error answer of a server.
///
/// @param code the CoAP code as class times 100 plus detail: 403 is 4.03
/// @param text the diagnostic payload, perhaps empty
public record Refusal(int code, String text) {
    /// The code as RFC 7252 writes it, such as `4.03`.
    public String codeText() {
        return String.format(Locale.ROOT, "%d.%02d", code / 100, code % 100);
    }

    /// The code and the text.
    @Override
    public String toString() {
        return text.isEmpty() ? codeText() : codeText() + " " + text;
    }
}
