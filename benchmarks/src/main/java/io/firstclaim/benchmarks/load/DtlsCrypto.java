package io.firstclaim.benchmarks.load;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.modes.AEADBlockCipher;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.gcm.BasicGCMMultiplier;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.DigitallySigned;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsAgreement;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsECConfig;
import org.bouncycastle.tls.crypto.TlsECDomain;
import org.bouncycastle.tls.crypto.TlsSecret;
import org.bouncycastle.tls.crypto.TlsStreamVerifier;
import org.bouncycastle.tls.crypto.TlsVerifier;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// Bouncy Castle's records and messages on [EllipticCurve], which is where the time of a handshake goes.
final class DtlsCrypto extends BcTlsCrypto {
    private final Map<String, TlsCertificate> servers = new ConcurrentHashMap<>();

    DtlsCrypto() {
        super(new SecureRandom());
    }

    @Override
    public TlsECDomain createECDomain(TlsECConfig config) {
        return Agreement::new;
    }

    /// Without tables for each key: a session has only some twenty records.
    @Override
    protected AEADBlockCipher createGCMMode(BlockCipher cipher) {
        return GCMBlockCipher.newInstance(cipher, new BasicGCMMultiplier());
    }

    /// The certificates of the few servers are read once.
    @Override
    public TlsCertificate createCertificate(short type, byte[] encoding) throws IOException {
        var text = Base64.getEncoder().encodeToString(encoding);
        var known = servers.get(text);
        if (known == null) {
            known = new ServerCertificate(this, encoding);
            servers.put(text, known);
        }
        return known;
    }

    private static TlsFatalAlert failed(GeneralSecurityException e) {
        return new TlsFatalAlert(AlertDescription.internal_error, e);
    }

    /// ECDHE: RFC 8422.
    private final class Agreement implements TlsAgreement {
        private @Nullable KeyPair keys;
        private byte[] peer = {};

        @Override
        public byte[] generateEphemeral() throws IOException {
            try {
                var made = EllipticCurve.newKeys();
                keys = made;
                return EllipticCurve.encoded(made.getPublic());
            } catch (GeneralSecurityException e) {
                throw failed(e);
            }
        }

        @Override
        public void receivePeerValue(byte[] value) {
            peer = value;
        }

        @Override
        public TlsSecret calculateSecret() throws IOException {
            var ours = keys;
            if (ours == null) {
                throw new TlsFatalAlert(AlertDescription.internal_error);
            }
            try {
                return createSecret(EllipticCurve.agree(ours.getPrivate(), peer));
            } catch (GeneralSecurityException e) {
                throw failed(e);
            }
        }
    }

    private static final class ServerCertificate extends BcTlsCertificate {
        private final PublicKey key;

        ServerCertificate(BcTlsCrypto crypto, byte[] encoding) throws IOException {
            super(crypto, encoding);
            try {
                this.key = CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(encoding)).getPublicKey();
            } catch (GeneralSecurityException e) {
                throw failed(e);
            }
        }

        @Override
        public TlsVerifier createVerifier(short algorithm) {
            return new TlsVerifier() {
                @Override
                public @Nullable TlsStreamVerifier getStreamVerifier(DigitallySigned signed) {
                    return null;
                }

                @Override
                public boolean verifyRawSignature(DigitallySigned signed, byte[] hash) throws IOException {
                    try {
                        return EllipticCurve.verifyHash(key, hash, signed.getSignature());
                    } catch (GeneralSecurityException e) {
                        throw failed(e);
                    }
                }
            };
        }
    }
}
