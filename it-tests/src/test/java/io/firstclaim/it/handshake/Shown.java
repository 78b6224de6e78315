package io.firstclaim.it.handshake;

import io.firstclaim.it.stack.Identity;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;

/// What a client shows of itself: certificates, and a signature that should prove that it has the key of the first.
///
/// @param chain in DER, or what passes for it
/// @param key signs the handshake
/// @param algorithm by which it signs, in the JDK's name
/// @param scheme the same as the handshake says it
record Shown(List<byte[]> chain, PrivateKey key, String algorithm, SignatureAndHashAlgorithm scheme) {
    static final SignatureAndHashAlgorithm ECDSA_SHA256 = scheme(HashAlgorithm.sha256,
            SignatureAlgorithm.ecdsa);

    private static final String NOISE = "noise";
    private static final int NOISE_LENGTH = 71;

    static Shown of(List<byte[]> chain, KeyPair keys) {
        String algorithm = Keys.signatureOf(keys);
        return new Shown(chain, keys.getPrivate(), algorithm, switch (algorithm) {
            case "SHA256withRSA" -> scheme(HashAlgorithm.sha256, SignatureAlgorithm.rsa);
            case "Ed25519" -> SignatureAndHashAlgorithm.ed25519;
            default -> ECDSA_SHA256;
        });
    }

    static Shown of(Identity identity) {
        return new Shown(identity.chain().stream().map(Shown::der).toList(), identity.key(), "SHA256withECDSA",
                ECDSA_SHA256);
    }

    /// The same for a device that was made by a factory.
    Identity identity() {
        return new Identity(Identity.key(key.getEncoded()), chain.stream().map(Identity::certificate).toList());
    }

    private static byte[] der(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a parsed certificate has no encoding", e);
        }
    }

    private static SignatureAndHashAlgorithm scheme(short hash, short signature) {
        return new SignatureAndHashAlgorithm(hash, signature);
    }

    /// Signed by a key that is not the certificate's.
    Shown signedBy(PrivateKey other) {
        return new Shown(chain, other, algorithm, scheme);
    }

    /// With noise in the place of the signature.
    Shown mumbling() {
        return new Shown(chain, key, NOISE, scheme);
    }

    /// Signed over another hash than devices use.
    Shown hashedWith(String hash) {
        return new Shown(chain, key, hash + "withECDSA",
                scheme(hash.equals("SHA1") ? HashAlgorithm.sha1 : HashAlgorithm.sha384, SignatureAlgorithm.ecdsa));
    }

    /// With these certificates after its own.
    Shown followedBy(byte[]... more) {
        List<byte[]> longer = new ArrayList<>(chain);
        longer.addAll(Arrays.asList(more));
        return showing(longer);
    }

    /// With other certificates, and the same key.
    Shown showing(List<byte[]> certificates) {
        return new Shown(List.copyOf(certificates), key, algorithm, scheme);
    }

    /// Proves that the client has the key.
    byte[] sign(byte[] handshake) throws GeneralSecurityException {
        if (algorithm.equals(NOISE)) {
            return new byte[NOISE_LENGTH];
        }
        Signature signature = Signature.getInstance(algorithm, Keys.PROVIDER);
        signature.initSign(key);
        signature.update(handshake);
        return signature.sign();
    }
}
