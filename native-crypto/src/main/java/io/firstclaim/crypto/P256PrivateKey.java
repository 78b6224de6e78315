package io.firstclaim.crypto;

import java.math.BigInteger;
import java.security.Key;
import java.security.KeyRep;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECParameterSpec;
import java.util.Arrays;
import java.util.HexFormat;

/// A private key that native code made, with the encoding that the JDK would give it: what is stored or sent does not depend on who made it.
final class P256PrivateKey implements ECPrivateKey {

    private static final long serialVersionUID = 1L;
    /// PKCS#8 (RFC 5958) around the ECPrivateKey of RFC 5915 without its optional parts, up to the 32 bytes of the key.
    private static final byte[] HEADER = HexFormat.of()
            .parseHex("3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420");
    private static final int SCALAR_BYTES = 32;

    private final byte[] encoded;
    private final transient PrivateKey nativeKey;

    /// @param nativeKey the same key as the native provider has it
    P256PrivateKey(BigInteger scalar, PrivateKey nativeKey) {
        this.encoded = encode(scalar);
        this.nativeKey = nativeKey;
    }

    private static byte[] encode(BigInteger scalar) {
        byte[] encoded = Arrays.copyOf(HEADER, HEADER.length + SCALAR_BYTES);
        byte[] bytes = scalar.toByteArray();
        int length = Math.min(bytes.length, SCALAR_BYTES);
        System.arraycopy(bytes, bytes.length - length, encoded, encoded.length - length, length);
        Arrays.fill(bytes, (byte) 0);
        return encoded;
    }

    PrivateKey nativeKey() {
        return nativeKey;
    }

    @Override
    public BigInteger getS() {
        return new BigInteger(1, encoded, HEADER.length, SCALAR_BYTES);
    }

    @Override
    public ECParameterSpec getParams() {
        return P256.PARAMETERS;
    }

    @Override
    public String getAlgorithm() {
        return "EC";
    }

    @Override
    public String getFormat() {
        return "PKCS#8";
    }

    @Override
    public byte[] getEncoded() {
        return encoded.clone();
    }

    /// As the JDK's keys do: equal is what has the same encoding.
    @Override
    public boolean equals(Object other) {
        return this == other || (other instanceof Key key && MessageDigest.isEqual(encoded, key.getEncoded()));
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(encoded);
    }

    /// Nothing of the key.
    @Override
    public String toString() {
        return "private key on P-256";
    }

    /// As the JDK's keys are written; it is read as one of them.
    private Object writeReplace() {
        return new KeyRep(KeyRep.Type.PRIVATE, getAlgorithm(), getFormat(), getEncoded());
    }
}
