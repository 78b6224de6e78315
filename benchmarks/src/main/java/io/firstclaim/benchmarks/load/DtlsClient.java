package io.firstclaim.benchmarks.load;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.DefaultTlsCredentialedSigner;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.TlsSigner;
import org.bouncycastle.tls.crypto.TlsStreamSigner;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCertificate;
import org.jspecify.annotations.Nullable;

/// A device's side of one handshake: DTLS 1.2, one suite, P-256, ECDSA with SHA-256, no connection ID.
// Vector is what the library wants.
@SuppressWarnings("JdkObsolete")
final class DtlsClient extends AbstractTlsClient {
    private static final SignatureAndHashAlgorithm ECDSA_SHA_256 = SignatureAndHashAlgorithm
            .getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final DtlsCrypto crypto;
    private final Suite suite;
    private final Device device;
    private final int patienceMillis;

    DtlsClient(DtlsCrypto crypto, Suite suite, Device device, int patienceMillis) {
        super(crypto);
        this.crypto = crypto;
        this.suite = suite;
        this.device = device;
        this.patienceMillis = patienceMillis;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return patienceMillis;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return new ProtocolVersion[]{ProtocolVersion.DTLSv12};
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return new int[]{suite.code()};
    }

    @Override
    protected Vector<Integer> getSupportedGroups(@SuppressWarnings("rawtypes") Vector roles) {
        return new Vector<>(List.of(NamedGroup.secp256r1));
    }

    @Override
    protected Vector<SignatureAndHashAlgorithm> getSupportedSignatureAlgorithms() {
        return new Vector<>(List.of(ECDSA_SHA_256));
    }

    @Override
    protected @Nullable CertificateStatusRequest getCertificateStatusRequest() {
        return null;
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            // Whoever has the key of the certificate is the server that this process started.
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                if (certificate.getCertificate().isEmpty()) {
                    throw new TlsFatalAlert(AlertDescription.bad_certificate);
                }
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) throws IOException {
                var chain = new TlsCertificate[]{new BcTlsCertificate(crypto, Maker.encoded(device.certificate()))};
                return new DefaultTlsCredentialedSigner(new TlsCryptoParameters(context), new Signer(device.key()),
                        new Certificate(chain), ECDSA_SHA_256);
            }
        };
    }

    private record Signer(PrivateKey key) implements TlsSigner {
        @Override
        public byte[] generateRawSignature(SignatureAndHashAlgorithm algorithm, byte[] hash) throws IOException {
            try {
                return EllipticCurve.signHash(key, hash);
            } catch (GeneralSecurityException e) {
                throw new TlsFatalAlert(AlertDescription.internal_error, e);
            }
        }

        @Override
        public @Nullable TlsStreamSigner getStreamSigner(SignatureAndHashAlgorithm algorithm) {
            return null;
        }
    }
}
