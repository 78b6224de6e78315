package io.firstclaim.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Random;
import javax.crypto.KeyAgreement;
import org.conscrypt.Conscrypt;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What native code does is what the JDK would have done.
class NativeProviderTest {

    private static final byte[] DATA = {1, 2, 3};

    private final Provider jdk = Security.getProvider("SunEC");
    private final Provider ours = new NativeProvider(Conscrypt.newProvider());

    @BeforeAll
    static void whereItRuns() {
        assumeThat(System.getProperty("os.name")).isEqualTo("Linux");
        assumeThat(System.getProperty("os.arch")).isIn("amd64", "x86_64", "aarch64");
    }

    @Test
    void passesItsOwnTest() throws GeneralSecurityException {
        SelfTest.run(ours);
    }

    @ParameterizedTest
    @ValueSource(strings = {"SHA1withECDSA", "SHA256withECDSA", "SHA384withECDSA", "SHA512withECDSA"})
    void signsForTheJdkAndVerifiesWhatTheJdkSigned(String algorithm) throws GeneralSecurityException {
        for (String curve : new String[]{"secp256r1", "secp384r1", "secp521r1"}) {
            KeyPair made = pair(jdk, curve);
            assertThat(verifies(jdk, algorithm, made.getPublic(), signature(ours, algorithm, made.getPrivate())))
                    .isTrue();
            assertThat(verifies(ours, algorithm, made.getPublic(), signature(jdk, algorithm, made.getPrivate())))
                    .isTrue();
            byte[] forged = signature(jdk, algorithm, made.getPrivate());
            forged[forged.length - 1] ^= 1;
            assertThat(verifies(ours, algorithm, made.getPublic(), forged)).isFalse();
            assertThat(verifies(ours, algorithm, pair(jdk, curve).getPublic(),
                    signature(jdk, algorithm, made.getPrivate()))).isFalse();
        }
    }

    @Test
    void aSignatureObjectGoesFromKeyToKey() throws GeneralSecurityException {
        Signature reused = Signature.getInstance("SHA256withECDSA", ours);
        for (String curve : new String[]{"secp256r1", "secp384r1", "secp256r1"}) {
            KeyPair made = pair(jdk, curve);
            reused.initSign(made.getPrivate());
            reused.update(DATA);
            byte[] signed = reused.sign();
            reused.initVerify(made.getPublic());
            reused.update(DATA[0]);
            reused.update(DATA, 1, DATA.length - 1);
            assertThat(reused.verify(signed)).isTrue();
        }
    }

    @Test
    void noiseForASignatureIsRefusedAndNothingElse() throws GeneralSecurityException {
        PublicKey key = pair(jdk, "secp256r1").getPublic();
        Random noise = new Random(7);
        for (int length = 0; length < 300; length++) {
            byte[] signature = new byte[length];
            noise.nextBytes(signature);
            if (length > 8) {
                signature[0] = 0x30;
                signature[1] = (byte) (length - 2);
                signature[2] = 2;
                signature[3] = (byte) (length / 2 - 4);
            }
            try {
                assertThat(verifies(ours, "SHA256withECDSA", key, signature)).isFalse();
            } catch (SignatureException unreadable) {
                assertThat(unreadable).isNotNull();
            }
        }
    }

    @Test
    void pairsAreOfTheCurveThatIsAskedFor() throws GeneralSecurityException {
        for (String curve : new String[]{"secp256r1", "X9.62 prime256v1", "1.2.840.10045.3.1.7", "NIST P-256",
                "secp384r1"}) {
            ECParameterSpec expected = ((ECPublicKey) pair(jdk, curve).getPublic()).getParams();
            assertThat(((ECPublicKey) pair(ours, curve).getPublic()).getParams().getCurve())
                    .isEqualTo(expected.getCurve());
        }
        KeyPairGenerator bySize = KeyPairGenerator.getInstance("EC", ours);
        bySize.initialize(256);
        assertThat(bySize.generateKeyPair().getPrivate()).isInstanceOf(P256PrivateKey.class);
        bySize.initialize(521);
        assertThat(bySize.generateKeyPair().getPrivate()).isNotInstanceOf(P256PrivateKey.class);
        bySize.initialize(P256.PARAMETERS);
        assertThat(bySize.generateKeyPair().getPrivate()).isInstanceOf(P256PrivateKey.class);
        assertThatThrownBy(() -> bySize.initialize(new ECGenParameterSpec("no curve")))
                .isInstanceOf(GeneralSecurityException.class);
    }

    @Test
    void aKeyIsWrittenReadAndComparedAsOneOfTheJdk() throws GeneralSecurityException, IOException,
            ClassNotFoundException {
        KeyFactory reading = KeyFactory.getInstance("EC", jdk);
        for (int i = 0; i < 300; i++) { // one in 256 begins with a zero byte
            PrivateKey key = pair(ours, "secp256r1").getPrivate();
            PrivateKey read = reading.generatePrivate(new PKCS8EncodedKeySpec(key.getEncoded()));
            assertThat(read.getEncoded()).isEqualTo(key.getEncoded());
            assertThat(read).isEqualTo(key).hasSameHashCodeAs(key);
            assertThat(key).isEqualTo(read);
        }
        PrivateKey key = pair(ours, "secp256r1").getPrivate();
        assertThat(key.toString()).doesNotContain(((P256PrivateKey) key).getS().toString(16));
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(written)) {
            out.writeObject(key);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(written.toByteArray()))) {
            assertThat(in.readObject()).isEqualTo(key);
        }
    }

    @Test
    void agreesWithTheJdkOnEveryCurve() throws GeneralSecurityException {
        for (String curve : new String[]{"secp256r1", "secp384r1"}) {
            for (Provider maker : new Provider[]{jdk, ours}) {
                KeyPair own = pair(maker, curve);
                KeyPair peer = pair(jdk, curve);
                assertThat(agreement(ours, own.getPrivate(), peer.getPublic()))
                        .isEqualTo(agreement(jdk, peer.getPrivate(), own.getPublic()));
            }
        }
    }

    @Test
    void pointsThatAreNotOnTheCurveAreRefusedInTheJdksWords() throws GeneralSecurityException {
        KeyPair own = pair(jdk, "secp256r1");
        ECPoint good = ((ECPublicKey) pair(jdk, "secp256r1").getPublic()).getW();
        for (ECPoint bad : new ECPoint[]{new ECPoint(good.getAffineX(), good.getAffineY().add(BigInteger.ONE)),
                new ECPoint(good.getAffineY(), good.getAffineX()), new ECPoint(BigInteger.ZERO, BigInteger.ZERO)}) {
            PublicKey beside = KeyFactory.getInstance("EC", jdk)
                    .generatePublic(new ECPublicKeySpec(bad, P256.PARAMETERS));
            String words = refusal(jdk, own.getPrivate(), beside);
            assertThat(refusal(ours, own.getPrivate(), beside)).isEqualTo(words);
            // Whoever is refused does not spoil it for the next.
            assertThat(agreement(ours, own.getPrivate(), own.getPublic())).hasSize(32);
        }
        PublicKey elsewhere = pair(jdk, "secp384r1").getPublic();
        assertThat(refusal(ours, own.getPrivate(), elsewhere)).isEqualTo(refusal(jdk, own.getPrivate(), elsewhere));
    }

    @Test
    void randomnessOfTheCallerDoesNotDecideTheKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", ours);
        generator.initialize(new ECGenParameterSpec("secp256r1"), new SecureRandom(new byte[1]));
        assertThat(generator.generateKeyPair().getPrivate()).isNotEqualTo(generator.generateKeyPair().getPrivate());
    }

    private static String refusal(Provider by, PrivateKey own, PublicKey peer) {
        try {
            agreement(by, own, peer);
            throw new AssertionError("no refusal");
        } catch (InvalidKeyException refused) {
            return String.valueOf(refused.getMessage());
        } catch (GeneralSecurityException other) {
            throw new AssertionError(other);
        }
    }

    private static byte[] agreement(Provider by, PrivateKey own, PublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", by);
        agreement.init(own);
        agreement.doPhase(peer, true);
        return agreement.generateSecret();
    }

    private static KeyPair pair(Provider by, String curve) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", by);
        generator.initialize(new ECGenParameterSpec(curve));
        return generator.generateKeyPair();
    }

    private static byte[] signature(Provider by, String algorithm, PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm, by);
        signature.initSign(key);
        signature.update(DATA);
        return signature.sign();
    }

    private static boolean verifies(Provider by, String algorithm, PublicKey key, byte[] signature)
            throws GeneralSecurityException {
        Signature verification = Signature.getInstance(algorithm, by);
        verification.initVerify(key);
        verification.update(DATA);
        return verification.verify(signature);
    }
}
