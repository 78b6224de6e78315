package io.firstclaim.simulator;

import java.net.InetSocketAddress;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import org.eclipse.californium.core.config.CoapConfig;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.elements.config.SystemConfig;
import org.eclipse.californium.elements.config.UdpConfig;
import org.eclipse.californium.scandium.config.DtlsConfig;
import org.eclipse.californium.scandium.config.DtlsConfig.DtlsRole;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.eclipse.californium.scandium.dtls.x509.SingleCertificateProvider;

/// What each profile offers in a handshake, and the few threads a device needs.
final class DtlsSettings {
    private DtlsSettings() {}

    /// The settings of CoAP and DTLS for a device.
    static Configuration configuration(DeviceProfile profile) {
        Configuration configuration = new Configuration(CoapConfig.DEFINITIONS, DtlsConfig.DEFINITIONS,
                UdpConfig.DEFINITIONS, SystemConfig.DEFINITIONS);
        // Blocks are handled by the device itself: it must see the token of each.
        configuration.set(CoapConfig.MAX_RESOURCE_BODY_SIZE, 0);
        configuration.set(CoapConfig.MAX_ACTIVE_PEERS, 10);
        configuration.set(DtlsConfig.DTLS_RECEIVER_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_CONNECTOR_THREAD_COUNT, 1);
        configuration.set(DtlsConfig.DTLS_MAX_CONNECTIONS, 10);
        configuration.set(DtlsConfig.DTLS_ROLE, DtlsRole.CLIENT_ONLY);
        configuration.set(DtlsConfig.DTLS_USE_SERVER_NAME_INDICATION, false);
        configuration.set(DtlsConfig.DTLS_VERIFY_SERVER_CERTIFICATES_SUBJECT, false);
        configuration.set(DtlsConfig.DTLS_RECOMMENDED_CIPHER_SUITES_ONLY, false);
        configuration.setAsList(DtlsConfig.DTLS_CURVES, SupportedGroup.secp256r1);
        configuration.setAsList(DtlsConfig.DTLS_SIGNATURE_AND_HASH_ALGORITHMS,
                SignatureAndHashAlgorithm.SHA256_WITH_ECDSA);
        switch (profile) {
            case PELION -> configuration.setAsList(DtlsConfig.DTLS_CIPHER_SUITES,
                    CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8);
            case STANDARD -> {
                configuration.setAsList(DtlsConfig.DTLS_CIPHER_SUITES,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM,
                        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256);
                // Understands connection ids (RFC 9146) and needs none itself.
                configuration.set(DtlsConfig.DTLS_CONNECTION_ID_LENGTH, 0);
            }
        }
        return configuration;
    }

    /// The DTLS side of a link.
    ///
    /// @throws GeneralSecurityException if key and certificate don't belong together, or aren't of the kind devices use
    static DtlsConnectorConfig connector(Configuration configuration, DtlsIdentity identity, ServerTrust trust)
            throws GeneralSecurityException {
        try {
            return DtlsConnectorConfig.builder(configuration).setAddress(new InetSocketAddress(0))
                    .setCertificateIdentityProvider(new SingleCertificateProvider(identity.key(),
                            identity.chain().toArray(X509Certificate[]::new), CertificateType.X_509))
                    .setAdvancedCertificateVerifier(new ServerVerifier(trust)).build();
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw new GeneralSecurityException("a key and certificate that can't be used: " + e.getMessage(), e);
        }
    }
}
