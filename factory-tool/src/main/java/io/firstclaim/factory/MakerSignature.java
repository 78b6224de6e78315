package io.firstclaim.factory;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/// A maker's signature under a document: CMS (RFC 5652), detached, ECDSA P-256 with SHA-256, DER. It is made with a
/// new key, for which the CA issues a certificate that is good for signing documents (RFC 9336) and for nothing else,
/// and which is forgotten as soon as it has signed: nobody can sign a second document with it, so its certificate
/// may live as long as the CA. A device's key can't sign for the maker: its certificate is for TLS clients.
public final class MakerSignature {
    /// id-kp-documentSigning.
    static final ASN1ObjectIdentifier DOCUMENT_SIGNING = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.3.36");
    /// The subject of every signer's certificate.
    static final X500Name SIGNER = new X500NameBuilder(BCStyle.INSTANCE)
            .addRDN(BCStyle.CN, new DERUTF8String("Firstclaim batch manifest")).build();
    private static final int SERIAL_BITS = 127;
    private static final Duration CLOCK_SKEW = Duration.ofHours(1);

    private MakerSignature() {}

    /// Signs a document.
    ///
    /// @return DER
    public static byte[] sign(byte[] document, MakerCa ca, Clock clock, SecureRandom random) {
        Instant now = clock.instant();
        KeyPair pair = P256.newKeyPair(random);
        try {
            X509CertificateHolder certificate = certificate(pair, ca, now, random);
            ContentSigner signer = new JcaContentSignerBuilder(P256.SIGNATURE).build(pair.getPrivate());
            CMSSignedDataGenerator signed = new CMSSignedDataGenerator();
            signed.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(signingTime(now)))
                            .build(signer, certificate));
            signed.addCertificate(certificate);
            return signed.generate(new CMSProcessableByteArray(document), false).getEncoded("DER");
        } catch (CMSException | OperatorCreationException | IOException | GeneralSecurityException e) {
            throw new IllegalStateException("cannot sign the manifest", e);
        }
    }

    /// Valid from a little before now, for clocks that are behind, to the CA's end.
    private static X509CertificateHolder certificate(KeyPair pair, MakerCa ca, Instant now, SecureRandom random)
            throws IOException, OperatorCreationException, GeneralSecurityException {
        JcaX509CertificateHolder issuer = new JcaX509CertificateHolder(ca.certificate());
        Instant from = now.minus(CLOCK_SKEW);
        Instant caFrom = ca.certificate().getNotBefore().toInstant();
        JcaX509ExtensionUtils keys = new JcaX509ExtensionUtils();
        return new JcaX509v3CertificateBuilder(issuer.getSubject(),
                new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS - 1),
                Date.from(from.isBefore(caFrom) ? caFrom : from), issuer.getNotAfter(),
                SIGNER, pair.getPublic())
                .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                .addExtension(Extension.extendedKeyUsage, true,
                        new ExtendedKeyUsage(KeyPurposeId.getInstance(DOCUMENT_SIGNING)))
                .addExtension(Extension.authorityKeyIdentifier, false,
                        keys.createAuthorityKeyIdentifier(ca.certificate()))
                .build(new JcaContentSignerBuilder(P256.SIGNATURE).build(ca.key()));
    }

    private static AttributeTable signingTime(Instant now) {
        return new AttributeTable(
                new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now)))));
    }
}
