package io.firstclaim.core.credential;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;

/// The CA of the LwM2M credentials: what devices show when they register. Its key is in the core only.
public final class DeviceAuthority implements Certifier {
    /// The most bytes of a certificate that every client takes.
    public static final int MAX_CERTIFICATE_LENGTH = 1024;

    private final CertificateAuthority authority;

    DeviceAuthority(CertificateAuthority authority) {
        this.authority = authority;
    }

    /// The certificate of the CA.
    public X509Certificate certificate() {
        return authority.certificate();
    }

    /// Signs the certificate that a credential describes: `CN=<endpoint name>, L=<device id>, OU=<account id>`, for TLS clients.
    ///
    /// @throws SigningFailedException when it could not be signed, or is larger than clients take
    @Override
    public X509Certificate certify(Credential credential, DevicePublicKey publicKey) {
        if (!publicKey.hash().equals(credential.publicKeyHash())) {
            throw new IllegalArgumentException("The key is not the one of the credential " + credential.id());
        }
        var subject = subjectOf(credential);
        var certificate = authority
                .issue(new BigInteger(1, credential.id().bytes()), subject, publicKey.info(), credential.notBefore(),
                        credential.notAfter())
                .with(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .with(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_clientAuth)).sign();
        requireLength(certificate);
        return certificate;
    }

    /// Whether this CA signed the certificate.
    public boolean issued(X509Certificate certificate) {
        try {
            certificate.verify(authority.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /// The endpoint name goes in as it is; as a text BouncyCastle would read it like RFC 4514, where '#' and a backslash have a meaning.
    private static X500Name subjectOf(Credential credential) {
        return new X500NameBuilder(BCStyle.INSTANCE)
                .addRDN(BCStyle.CN, new DERUTF8String(credential.endpointName().text()))
                .addRDN(BCStyle.L, credential.deviceId().toString())
                .addRDN(BCStyle.OU, credential.accountId().toString()).build();
    }

    private static void requireLength(X509Certificate certificate) {
        try {
            var length = certificate.getEncoded().length;
            if (length > MAX_CERTIFICATE_LENGTH) {
                throw new SigningFailedException("The certificate would have %d bytes, more than clients take"
                        .formatted(length),
                        new IllegalStateException(certificate.getSubjectX500Principal().toString()));
            }
        } catch (CertificateEncodingException e) {
            throw new SigningFailedException("A certificate could not be written", e);
        }
    }
}
