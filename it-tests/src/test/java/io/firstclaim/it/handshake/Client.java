package io.firstclaim.it.handshake;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Vector;
import java.util.function.Supplier;
import org.bouncycastle.tls.AbstractTlsClient;
import org.bouncycastle.tls.CertificateRequest;
import org.bouncycastle.tls.CertificateType;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsCredentials;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;
import org.jspecify.annotations.Nullable;

/// Bouncy Castle's side of a [Stranger]: offers what it is told, trusts every server, and gives up after some time.
final class Client extends AbstractTlsClient {
    private final Offer offer;
    private final Duration patience;
    private final Supplier<? extends @Nullable TlsCredentials> credentials;

    Client(Offer offer, Duration patience, Supplier<? extends @Nullable TlsCredentials> credentials) {
        super(new BcTlsCrypto(new SecureRandom()));
        this.offer = offer;
        this.patience = patience;
        this.credentials = credentials;
    }

    @Override
    public int getHandshakeTimeoutMillis() {
        return (int) patience.toMillis();
    }

    @Override
    protected ProtocolVersion[] getSupportedVersions() {
        return offer.version().only();
    }

    @Override
    protected int[] getSupportedCipherSuites() {
        return offer.suites().stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedGroups(Vector roles) {
        return vector(offer.groups());
    }

    @Override
    @SuppressWarnings("rawtypes")
    protected Vector getSupportedSignatureAlgorithms() {
        return vector(offer.signatures());
    }

    @Override
    protected short @Nullable [] getAllowedClientCertificateTypes() {
        return offer.certificateType() == CertificateType.X509 ? null : new short[]{offer.certificateType()};
    }

    @SuppressWarnings("JdkObsolete")
    private static <T> Vector<T> vector(List<T> elements) {
        return new Vector<>(elements);
    }

    @Override
    public TlsAuthentication getAuthentication() {
        return new TlsAuthentication() {
            @Override
            public void notifyServerCertificate(TlsServerCertificate server) {
                // The server's side of the handshake is not what these tests look at.
            }

            @Override
            public @Nullable TlsCredentials getClientCredentials(CertificateRequest request) {
                return credentials.get();
            }
        };
    }
}
