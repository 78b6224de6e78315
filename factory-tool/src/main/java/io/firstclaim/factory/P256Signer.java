package io.firstclaim.factory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.signers.ECDSASigner;
import org.bouncycastle.crypto.signers.HMacDSAKCalculator;
import org.bouncycastle.crypto.signers.StandardDSAEncoding;
import org.bouncycastle.operator.ContentSigner;

/// Signs certificates with ECDSA and SHA-256 on P-256. The number that every signature must have to itself is derived
/// from key and content (RFC 6979): no weak random source can give the CA's key away, and the same certificate gets
/// the same signature.
final class P256Signer {
    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(
            X9ObjectIdentifiers.ecdsa_with_SHA256);

    private final ECPrivateKeyParameters key;

    /// Signs with that key, which is one on P-256.
    P256Signer(PrivateKey key) {
        this.key = new ECPrivateKeyParameters(((ECPrivateKey) key).getS(), FreshKey.DOMAIN);
    }

    /// For one certificate.
    ContentSigner contentSigner() {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        return new ContentSigner() {
            @Override
            public AlgorithmIdentifier getAlgorithmIdentifier() {
                return ALGORITHM;
            }

            @Override
            public OutputStream getOutputStream() {
                return content;
            }

            @Override
            public byte[] getSignature() {
                return sign(content.toByteArray());
            }
        };
    }

    private byte[] sign(byte[] content) {
        SHA256Digest digest = new SHA256Digest();
        digest.update(content, 0, content.length);
        byte[] hash = new byte[digest.getDigestSize()];
        digest.doFinal(hash, 0);
        ECDSASigner signer = new ECDSASigner(new HMacDSAKCalculator(new SHA256Digest()));
        signer.init(true, key);
        BigInteger[] signature = signer.generateSignature(hash);
        try {
            return StandardDSAEncoding.INSTANCE.encode(signer.getOrder(), signature[0], signature[1]);
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a signature", e);
        }
    }
}
