package io.firstclaim.core.trust;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;

/// The SHA-256 of a certificate in DER: 32 bytes.
public final class Fingerprint implements Comparable<Fingerprint> {
    /// Bytes of a fingerprint.
    public static final int LENGTH = 32;

    private final byte[] bytes;

    private Fingerprint(byte[] bytes) {
        this.bytes = bytes;
    }

    /// The fingerprint of a certificate in DER.
    public static Fingerprint ofCertificate(byte[] der) {
        return new Fingerprint(sha256(der));
    }

    /// The fingerprint of a certificate.
    public static Fingerprint of(X509Certificate certificate) {
        try {
            return ofCertificate(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that was read can't be written", e);
        }
    }

    /// Takes 32 bytes for what they are.
    public static Fingerprint ofBytes(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("A fingerprint has 32 bytes, not " + bytes.length);
        }
        return new Fingerprint(bytes.clone());
    }

    /// The 32 bytes.
    public byte[] bytes() {
        return bytes.clone();
    }

    /// 64 lower-case hex characters.
    public String hex() {
        return HexFormat.of().formatHex(bytes);
    }

    /// 32 upper-case hex pairs with colons, as openssl prints it.
    public String colonHex() {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes);
    }

    @Override
    public int compareTo(Fingerprint other) {
        return Arrays.compareUnsigned(bytes, other.bytes);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    @Override
    public String toString() {
        return hex();
    }

    private static byte[] sha256(byte[] input) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(input);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
