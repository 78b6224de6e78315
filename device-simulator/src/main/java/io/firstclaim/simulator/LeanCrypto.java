package io.firstclaim.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.jce.ECNamedCurveTable;
import org.bouncycastle.jce.spec.ECNamedCurveParameterSpec;
import org.bouncycastle.math.ec.ECPoint;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/// The cryptography that all lean links of a process share.
final class LeanCrypto {
    private static final ECNamedCurveParameterSpec P_256 = ECNamedCurveTable.getParameterSpec("secp256r1");

    private final BcTlsCrypto tls = new SmallCrypto();
    private final ServerCheck servers = new ServerCheck();

    /// The library's, with what makes tens of thousands of sessions small: no tables for each GCM key, and the certificates of the few servers read once.
    private static final class SmallCrypto extends BcTlsCrypto {
        private static final int MOST_REMEMBERED = 100;

        private final Map<Octets, TlsCertificate> servers = new ConcurrentHashMap<>();

        SmallCrypto() {
            super(new SecureRandom());
        }

        @Override
        protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
            return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
        }

        @Override
        public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
            Octets key = Octets.of(encoding);
            TlsCertificate known = servers.get(key);
            if (known == null) {
                known = super.createCertificate(type, encoding);
                if (servers.size() < MOST_REMEMBERED) {
                    servers.put(key, known);
                }
            }
            return known;
        }
    }

    /// Who a device is, as the handshake takes it.
    record Identity(Certificate chain, ECPrivateKeyParameters key) {}

    BcTlsCrypto tls() {
        return tls;
    }

    ServerCheck servers() {
        return servers;
    }

    /// An identity for handshakes.
    ///
    /// @throws GeneralSecurityException if key and certificate don't belong together, or aren't on the curve P-256
    Identity identity(DtlsIdentity identity) throws GeneralSecurityException {
        try {
            if (!(PrivateKeyFactory.createKey(identity.key().getEncoded()) instanceof ECPrivateKeyParameters key)) {
                throw new InvalidKeyException("the key is not on an elliptic curve");
            }
            checkPair(key.getD(), identity.chain().getFirst());
            return new Identity(chain(identity.chain()), key);
        } catch (IOException | IllegalArgumentException e) {
            throw new GeneralSecurityException("a key and certificate that can't be used: " + e.getMessage(), e);
        }
    }

    private static void checkPair(BigInteger privateValue, X509Certificate certificate)
            throws GeneralSecurityException {
        ECPoint point = P_256.getG().multiply(privateValue).normalize();
        if (!(certificate.getPublicKey() instanceof ECPublicKey key)
                || !key.getW().getAffineX().equals(point.getAffineXCoord().toBigInteger())
                || !key.getW().getAffineY().equals(point.getAffineYCoord().toBigInteger())) {
            throw new InvalidKeyException("the key is not that of the certificate, or not on the curve P-256");
        }
    }

    private Certificate chain(List<X509Certificate> certificates)
            throws GeneralSecurityException, IOException {
        TlsCertificate[] chain = new TlsCertificate[certificates.size()];
        for (int i = 0; i < chain.length; i++) {
            chain[i] = new BcTlsCertificate(tls, certificates.get(i).getEncoded());
        }
        return new Certificate(chain);
    }
}
