package io.firstclaim.simulator;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Vector;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateStatusRequest;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.NamedGroup;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;

/// What a device offers and accepts in one handshake: the same as [DtlsSettings] has it for Scandium.
// Vector is what the library wants.
@SuppressWarnings("JdkObsolete")
final class LeanClient extends AbstractTlsClient {
    private static final SignatureAndHashAlgorithm ECDSA_SHA_256 = SignatureAndHashAlgorithm
            .getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa);

    private final LeanCrypto crypto;
    private final DeviceProfile profile;
    private final LeanCrypto.Identity identity;
    private final ServerTrust trust;

    LeanClient(LeanCrypto crypto, DeviceProfile profile, LeanCrypto.Identity identity, ServerTrust trust) {
        super(crypto.tls());
        this.crypto = crypto;
        this.profile = profile;
        this.identity = identity;
        this.trust = trust;
    }

    /// Whether the session outlives a change of address (RFC 9146).
    boolean hasConnectionId() {
        return context.getSecurityParametersConnection().getConnectionIDLocal() != null
                || context.getSecurityParametersConnection().getConnectionIDPeer() != null;
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return new ProtocolVersion[]{ProtocolVersion.DTLSv12};
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return switch (profile) {
            case PELION -> new int[]{CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8};
            case STANDARD -> new int[]{CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256};
        };
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

    /// A standard client understands connection ids and needs none itself.
    @Override
    protected byte @Nullable [] getNewConnectionID() {
        return switch (profile) {
            case PELION -> null;
            case STANDARD -> new byte[0];
        };
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate certificate) throws IOException {
                check(certificate.getCertificate());
            }

            @Override
            public TlsCredentials getClientCredentials(CertificateRequest request) {
                return new BcDefaultTlsCredentialedSigner(new TlsCryptoParameters(context), crypto.tls(),
                        identity.key(), identity.chain(), ECDSA_SHA_256);
            }
        };
    }

    private void check(Certificate certificate) throws IOException {
        try {
            List<X509Certificate> chain = new ArrayList<>();
            for (int i = 0; i < certificate.getLength(); i++) {
                chain.add(DtlsIdentity.certificate(Octets.of(certificate.getCertificateAt(i).getEncoded())));
            }
            crypto.servers().verify(chain, trust);
        } catch (GeneralSecurityException e) {
            throw new TlsFatalAlert(AlertDescription.bad_certificate, e);
        }
    }
}
