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
    /// @throws GeneralSecurityException if certificate or key can't be read
    static DtlsIdentity of(Lwm2mAccount account) throws GeneralSecurityException {
        return of(account.privateKey(), account.certificate());
    }

    /// An identity from its bytes.
    ///
    /// @param privateKey on an elliptic curve, PKCS#8
    /// @param certificates one or more, DER
    /// @throws GeneralSecurityException if one of them can't be read
    static DtlsIdentity of(Octets privateKey, Octets certificates) throws GeneralSecurityException {
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKey.toArray()));
        List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.toArray())).stream()
                .map(X509Certificate.class::cast).toList();
        if (chain.isEmpty()) {
            throw new CertificateException("there is no certificate");
        }
        return new DtlsIdentity(key, chain);
    }

    /// A certificate from its DER.
    static X509Certificate certificate(Octets der) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
