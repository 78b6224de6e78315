package io.firstclaim.persistence.move;

import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Passes bytes on and keeps their SHA-256.
final class HashingStream extends DigestOutputStream {
    HashingStream(OutputStream out) {
        super(out, digest());
    }

    /// Of all bytes so far; it begins anew then.
    String sha256() {
        return HexFormat.of().formatHex(getMessageDigest().digest());
    }

    static String sha256(byte[] bytes) {
        return HexFormat.of().formatHex(digest().digest(bytes));
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
