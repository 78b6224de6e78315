package io.firstclaim.simulator;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;

/// Who a device is in a handshake.
///
/// @param chain its certificate first, then those above it that it sends along
record DtlsIdentity(PrivateKey key, List<X509Certificate> chain) {
    /// The identity a bootstrap wrote.
    ///
    /// @throws GeneralSecurityException if certificate or key can't be read; keys must be PKCS#8
    static DtlsIdentity of(Lwm2mAccount account) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC")
                .generatePrivate(new PKCS8EncodedKeySpec(account.privateKey().toArray()));
        return new DtlsIdentity(key, List.of(certificate(account.certificate())));
    }

    /// A certificate from its DER.
    static X509Certificate certificate(Octets der) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
