package io.firstclaim.factory;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// The text form of certificates and keys (RFC 7468).
final class Pem {
    private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[]{'\n'});

    private Pem() {}

    static byte[] encode(String label, byte[] der) {
        return ("-----BEGIN " + label + "-----\n" + LINES.encodeToString(der) + "\n-----END " + label + "-----\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
