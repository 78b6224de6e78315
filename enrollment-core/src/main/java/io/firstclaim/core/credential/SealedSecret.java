package io.firstclaim.core.credential;

import java.util.Arrays;

/// A secret as it is stored: what [SecretBox] made of it.
public final class SealedSecret {
    private final byte[] bytes;

    private SealedSecret(byte[] bytes) {
        this.bytes = bytes;
    }

    /// Takes bytes for what they are.
    public static SealedSecret ofBytes(byte[] bytes) {
        return new SealedSecret(bytes.clone());
    }

    /// The stored form.
    public byte[] bytes() {
        return bytes.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SealedSecret that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }
}
