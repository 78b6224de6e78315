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

/// Who a device is in a handshake, as the bytes it has in flash: read, they take ten times the memory, and a device needs them for an instant.
///
/// @param privateKey on an elliptic curve, PKCS#8
/// @param certificates its certificate first, then those above it that it sends along: DER, one after the other
record DtlsIdentity(Octets privateKey, Octets certificates) {
    /// The identity a bootstrap wrote.
    static DtlsIdentity of(Lwm2mAccount account) {
        return new DtlsIdentity(account.privateKey(), account.certificate());
    }

    /// The key.
    ///
    /// @throws GeneralSecurityException if it can't be read
    PrivateKey key() throws GeneralSecurityException {
        return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(privateKey.toArray()));
    }

    /// The certificates, at least one.
    ///
    /// @throws GeneralSecurityException if one of them can't be read
    List<X509Certificate> chain() throws GeneralSecurityException {
        List<X509Certificate> chain = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.toArray())).stream()
                .map(X509Certificate.class::cast).toList();
        if (chain.isEmpty()) {
            throw new CertificateException("there is no certificate");
        }
        return chain;
    }

    /// A certificate from its DER.
    static X509Certificate certificate(Octets der) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der.toArray()));
    }
}
