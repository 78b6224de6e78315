package io.firstclaim.factory;

import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.ECPrivateKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.ec.CustomNamedCurves;
import org.bouncycastle.crypto.generators.ECKeyPairGenerator;
import org.bouncycastle.crypto.params.ECDomainParameters;
import org.bouncycastle.crypto.params.ECKeyGenerationParameters;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.params.ECPublicKeyParameters;

/// A new key pair on P-256. Made with Bouncy Castle's own P-256, which takes two thirds of the JDK's time in a warm
/// JVM and a third in one that only just started (see `docs/decisions/a-batch-is-an-order-and-its-folders.md`).
final class FreshKey {
    static final ECDomainParameters DOMAIN = new ECDomainParameters(CustomNamedCurves.getByName("secp256r1"));

    private static final AlgorithmIdentifier ALGORITHM = new AlgorithmIdentifier(X9ObjectIdentifiers.id_ecPublicKey,
            X9ObjectIdentifiers.prime256v1);
    private static final int BITS = 256;

    private final BigInteger secret;
    private final SubjectPublicKeyInfo publicKeyInfo;

    private FreshKey(BigInteger secret, SubjectPublicKeyInfo publicKeyInfo) {
        this.secret = secret;
        this.publicKeyInfo = publicKeyInfo;
    }

    static FreshKey create(SecureRandom random) {
        ECKeyPairGenerator generator = new ECKeyPairGenerator();
        generator.init(new ECKeyGenerationParameters(DOMAIN, random));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        byte[] point = ((ECPublicKeyParameters) pair.getPublic()).getQ().getEncoded(false);
        return new FreshKey(((ECPrivateKeyParameters) pair.getPrivate()).getD(),
                new SubjectPublicKeyInfo(ALGORITHM, point));
    }

    SubjectPublicKeyInfo publicKeyInfo() {
        return publicKeyInfo;
    }

    /// PKCS#8 with the private number alone, as the JDK writes it; every client reads it.
    byte[] privateKeyDer() {
        try {
            return new PrivateKeyInfo(ALGORITHM, new ECPrivateKey(BITS, secret)).getEncoded();
        } catch (IOException e) {
            throw new IllegalStateException("cannot encode a private key", e);
        }
    }
}
