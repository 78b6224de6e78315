package io.firstclaim.factory;

import java.io.IOException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;

/// Builds the maker's self-signed CA (RFC 5280 profile), which signs devices and no further CA.
final class CertificateMaker {
    private CertificateMaker() {}

    /// A CA for production, or one that carries the mark of tests in its name.
    static X509Certificate caCertificate(KeyPair pair, CaOrder order, boolean forTests, Instant from, Instant to,
            SecureRandom random) {
        X500Name subject = subject(order, forTests);
        SubjectPublicKeyInfo key = SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded());
        X509v3CertificateBuilder builder = new X509v3CertificateBuilder(subject, DeviceSigner.newSerial(random),
                Date.from(from), Date.from(to), subject, key);
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign));
            builder.addExtension(Extension.subjectKeyIdentifier, false, DeviceSigner.keyId(key));
            return new JcaX509CertificateConverter()
                    .getCertificate(builder.build(new P256Signer(pair.getPrivate()).contentSigner()));
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException("cannot encode the CA's certificate", e);
        }
    }

    private static X500Name subject(CaOrder order, boolean forTests) {
        X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
        if (order.organization() != null) {
            name.addRDN(BCStyle.O, new DERUTF8String(order.organization()));
        }
        if (forTests) {
            name.addRDN(BCStyle.OU, new DERUTF8String(TestSeed.MARK));
        }
        return name.addRDN(BCStyle.CN, new DERUTF8String(order.commonName())).build();
    }
}
