package io.firstclaim.it.rest;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/// Enrollment IDs of devices that nobody made.
public final class AnyIdentity {
    private AnyIdentity() {}

    /// One.
    public static String text() {
        byte[] fingerprint = new byte[32];
        RandomGenerator.getDefault().nextBytes(fingerprint);
        return "A-" + HexFormat.ofDelimiter(":").withUpperCase().formatHex(fingerprint);
    }

    /// The body that enrolls one.
    static String json() {
        return "{\"enrollment_identity\":\"" + text() + "\"}";
    }
}
