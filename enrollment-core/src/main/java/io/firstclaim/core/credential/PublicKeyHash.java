package io.firstclaim.core.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of a public key as DER SubjectPublicKeyInfo (RFC 5280, section 4.1.2.7): 32 bytes.
public final class PublicKeyHash {
    private final byte[] bytes;

    private PublicKeyHash(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The hash of a public key in DER.
    public static PublicKeyHash of(byte[] subjectPublicKeyInfo) {
        try {
            return new PublicKeyHash(MessageDigest.getInstance("SHA-256").digest(subjectPublicKeyInfo));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /// Takes 32 bytes for what they are.
    public static PublicKeyHash ofBytes(byte[] bytes) {
        if (bytes.length != 32) {
            throw new IllegalArgumentException("A key hash has 32 bytes, not " + bytes.length);
        }
        return new PublicKeyHash(bytes.clone());
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKeyHash that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
