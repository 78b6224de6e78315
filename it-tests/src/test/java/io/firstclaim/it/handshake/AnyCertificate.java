package io.firstclaim.it.handshake;

import java.math.BigInteger;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.tls.crypto.Tls13Verifier;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsEncryptor;
import org.bouncycastle.tls.crypto.TlsVerifier;

/// Bytes that are sent as a certificate, whether they are one or not.
final class AnyCertificate implements TlsCertificate {
    private final byte[] bytes;

    AnyCertificate(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    @Override
    public byte[] getEncoded() {
        return bytes.clone();
    }

    @Override
    public TlsEncryptor createEncryptor(int role) {
        throw notAsked();
    }

    @Override
    public TlsVerifier createVerifier(short algorithm) {
        throw notAsked();
    }

    @Override
    public Tls13Verifier createVerifier(int scheme) {
        throw notAsked();
    }

    @Override
    public byte[] getExtension(ASN1ObjectIdentifier oid) {
        throw notAsked();
    }

    @Override
    public BigInteger getSerialNumber() {
        throw notAsked();
    }

    @Override
    public String getSigAlgOID() {
        throw notAsked();
    }

    @Override
    public ASN1Encodable getSigAlgParams() {
        throw notAsked();
    }

    @Override
    public short getLegacySignatureAlgorithm() {
        throw notAsked();
    }

    @Override
    public boolean supportsSignatureAlgorithm(short algorithm) {
        throw notAsked();
    }

    @Override
    public boolean supportsSignatureAlgorithmCA(short algorithm) {
        throw notAsked();
    }

    @Override
    public TlsCertificate checkUsageInRole(int role) {
        throw notAsked();
    }

    private static UnsupportedOperationException notAsked() {
        return new UnsupportedOperationException("a client only sends its own certificate");
    }
}
