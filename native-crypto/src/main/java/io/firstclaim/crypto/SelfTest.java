package io.firstclaim.crypto;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;

/// Whether a provider computes right on P-256, by known answers and against the JDK. Some tens of milliseconds, once for a process.
final class SelfTest {

    private static final String ECDSA = "SHA256withECDSA";

    /// RFC 6979, section A.2.5: the key, and its signature of "sample" over SHA-256.
    private static final ECPoint SIGNER = point("60FED4BA255A9D31C961EB74C6356D68C049B8923B61FA6CE669622E60F29FB6",
            "7903FE1008B8BC99A41AE9E95628BC64F2F1B20C2D7E9F5177A3C294D4462299");
    private static final byte[] SIGNED = "sample".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] SIGNATURE = bytes(
            "3046022100EFD48B2AACB6A8FD1140DD9CD45E81D69D2C877B56AAF991C34D0EA84EAF3716"
                    + "022100F7CB1C942D657C41D436C7A1B6E29F65F3E900DBB9AFF4064DC4AB2F843ACDA8");

    /// RFC 5903, section 8.1: the initiator's private key, the responder's public one, and what both get.
    private static final BigInteger INITIATOR = number(
            "C88F01F510D9AC3F70A292DAA2316DE544E9AAB8AFE84049C62A9C57862D1433");
    private static final ECPoint RESPONDER = point("D12DFB5289C8D4F81208B70270398C342296970A0BCCB74C736FC7554494BF63",
            "56FBF3CA366CC23E8157854C13C58D6AAC23F046ADA30F8353E74F33039872AB");
    private static final byte[] AGREED = bytes("D6840F6B42F6EDAFD13116E0E12565202FEF8E9ECE7DCE03812464D04B9442DE");

    private final Provider provider;
    private final KeyFactory jdkKeys;

    private SelfTest(Provider provider) throws GeneralSecurityException {
        this.provider = provider;
        this.jdkKeys = KeyFactory.getInstance("EC", P256.JDK);
    }

    /// Tries everything that the provider is there for.
    ///
    /// @throws GeneralSecurityException when it does something else than it should; the message says what
    static void run(Provider provider) throws GeneralSecurityException {
        SelfTest test = new SelfTest(provider);
        test.knownSignature();
        test.knownAgreement();
        test.pointBesideTheCurve();
        test.againstTheJdk();
    }

    private void knownSignature() throws GeneralSecurityException {
        PublicKey signer = publicKey(SIGNER);
        require(verifies(provider, signer, SIGNED, SIGNATURE), "refuses a good signature");
        byte[] forged = SIGNATURE.clone();
        forged[forged.length - 1] ^= 1;
        require(!verifies(provider, signer, SIGNED, forged), "takes a forged signature for good");
        require(!verifies(provider, signer, new byte[1], SIGNATURE), "takes the signature of something else for good");
    }

    private void knownAgreement() throws GeneralSecurityException {
        PrivateKey initiator = jdkKeys.generatePrivate(new ECPrivateKeySpec(INITIATOR, P256.PARAMETERS));
        require(Arrays.equals(agreement(initiator, publicKey(RESPONDER)), AGREED), "agrees on a wrong secret");
    }

    /// Whoever computes with such a point gives his private key away piece by piece.
    private void pointBesideTheCurve() throws GeneralSecurityException {
        ECPoint beside = new ECPoint(RESPONDER.getAffineX(), RESPONDER.getAffineY().add(BigInteger.ONE));
        PrivateKey initiator = jdkKeys.generatePrivate(new ECPrivateKeySpec(INITIATOR, P256.PARAMETERS));
        try {
            agreement(initiator, publicKey(beside));
        } catch (InvalidKeyException expected) {
            return;
        }
        throw new GeneralSecurityException("computes with a point that is not on the curve");
    }

    private void againstTheJdk() throws GeneralSecurityException {
        KeyPair ours = pair(provider);
        KeyPair theirs = pair(jdkKeys.getProvider());
        PrivateKey read = jdkKeys.generatePrivate(new PKCS8EncodedKeySpec(ours.getPrivate().getEncoded()));
        require(Arrays.equals(read.getEncoded(), ours.getPrivate().getEncoded()), "writes a key as the JDK does not");
        require(verifies(jdkKeys.getProvider(), ours.getPublic(), SIGNED, signature(ours.getPrivate())),
                "signs what the JDK refuses");
        require(verifies(provider, theirs.getPublic(), SIGNED, signature(theirs.getPrivate())),
                "refuses its own signature with a key of the JDK");
        KeyAgreement jdk = KeyAgreement.getInstance("ECDH", P256.JDK);
        jdk.init(theirs.getPrivate());
        jdk.doPhase(ours.getPublic(), true);
        require(Arrays.equals(jdk.generateSecret(), agreement(ours.getPrivate(), theirs.getPublic())),
                "does not agree with the JDK");
    }

    private static KeyPair pair(Provider by) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", by);
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private byte[] signature(PrivateKey key) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(ECDSA, provider);
        signature.initSign(key);
        signature.update(SIGNED);
        return signature.sign();
    }

    private static boolean verifies(Provider by, PublicKey key, byte[] data, byte[] signature)
            throws GeneralSecurityException {
        Signature verification = Signature.getInstance(ECDSA, by);
        verification.initVerify(key);
        verification.update(data);
        return verification.verify(signature);
    }

    private byte[] agreement(PrivateKey own, PublicKey peer) throws GeneralSecurityException {
        KeyAgreement agreement = KeyAgreement.getInstance("ECDH", provider);
        agreement.init(own);
        agreement.doPhase(peer, true);
        return agreement.generateSecret();
    }

    private PublicKey publicKey(ECPoint point) throws GeneralSecurityException {
        return jdkKeys.generatePublic(new ECPublicKeySpec(point, P256.PARAMETERS));
    }

    private static void require(boolean right, String otherwise) throws GeneralSecurityException {
        if (!right) {
            throw new GeneralSecurityException(otherwise);
        }
    }

    private static ECPoint point(String x, String y) {
        return new ECPoint(number(x), number(y));
    }

    private static BigInteger number(String hex) {
        return new BigInteger(1, bytes(hex));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
