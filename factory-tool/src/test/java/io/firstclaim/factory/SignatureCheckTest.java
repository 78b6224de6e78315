package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.factory.SignatureCheck.Verdict;
import java.math.BigInteger;
import java.security.KeyPair;
import java.util.Date;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.DefaultSignedAttributeTableGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.junit.jupiter.api.Test;

/// Faultless signatures by certificates that the maker's CA issued: who of them speaks for a batch.
class SignatureCheckTest {
    private static final byte[] DOCUMENT = {1, 2, 3};
    private static final KeyPurposeId DOCUMENTS = KeyPurposeId.getInstance(MakerSignature.DOCUMENT_SIGNING);
    private static final ASN1ObjectIdentifier UNKNOWN = new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.1");

    private final MakerCa ca = Workshop.ca();
    private final KeyPair pair = P256.newKeyPair(Workshop.RANDOM);

    @Test
    void aCertificateAsOurSignersGetItIsTaken() throws Exception {
        assertThat(verdict(ours())).isInstanceOf(Verdict.Good.class);
    }

    @Test
    void anExtensionThatNobodyKnowsMustNotBeCritical() throws Exception {
        assertThat(verdict(ours().addExtension(UNKNOWN, false, DERNull.INSTANCE))).isInstanceOf(Verdict.Good.class);
        assertRefused(ours().addExtension(UNKNOWN, true, DERNull.INSTANCE));
    }

    @Test
    void anotherNameIsRefused() throws Exception {
        assertRefused(extended(named(new X500Name("CN=The maker's lawyer")), false, KeyUsage.digitalSignature,
                DOCUMENTS));
        assertRefused(extended(named(new X500Name("O=Acme,CN=Firstclaim batch manifest")), false,
                KeyUsage.digitalSignature, DOCUMENTS));
    }

    @Test
    void anyPurposeMoreOrLessIsRefused() throws Exception {
        assertRefused(extended(named(MakerSignature.SIGNER), false, KeyUsage.digitalSignature, DOCUMENTS,
                KeyPurposeId.id_kp_clientAuth));
        assertRefused(extended(named(MakerSignature.SIGNER), false, KeyUsage.digitalSignature,
                KeyPurposeId.anyExtendedKeyUsage));
        assertRefused(named(MakerSignature.SIGNER).addExtension(Extension.keyUsage, true,
                new KeyUsage(KeyUsage.digitalSignature)));
    }

    @Test
    void aCaAndAKeyForOtherUsesAreRefused() throws Exception {
        assertRefused(extended(named(MakerSignature.SIGNER), true, KeyUsage.digitalSignature, DOCUMENTS));
        assertRefused(extended(named(MakerSignature.SIGNER), false, KeyUsage.digitalSignature | KeyUsage.keyCertSign,
                DOCUMENTS));
        assertRefused(extended(named(MakerSignature.SIGNER), false, KeyUsage.keyAgreement, DOCUMENTS));
    }

    private X509v3CertificateBuilder ours() throws Exception {
        return extended(named(MakerSignature.SIGNER), false, KeyUsage.digitalSignature, DOCUMENTS);
    }

    private X509v3CertificateBuilder named(X500Name subject) throws Exception {
        JcaX509CertificateHolder issuer = new JcaX509CertificateHolder(ca.certificate());
        return new JcaX509v3CertificateBuilder(issuer.getSubject(), BigInteger.TEN, issuer.getNotBefore(),
                issuer.getNotAfter(), subject, pair.getPublic());
    }

    private static X509v3CertificateBuilder extended(X509v3CertificateBuilder builder, boolean isCa, int usage,
            KeyPurposeId... purposes) throws Exception {
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(isCa));
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage));
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purposes));
        return builder;
    }

    private void assertRefused(X509v3CertificateBuilder signer) throws Exception {
        assertThat(verdict(signer)).isInstanceOfSatisfying(Verdict.Bad.class,
                bad -> assertThat(bad.why()).contains("is not for signing documents alone, or not named"));
    }

    private Verdict verdict(X509v3CertificateBuilder signer) throws Exception {
        X509CertificateHolder certificate = signer.build(new JcaContentSignerBuilder(P256.SIGNATURE).build(ca.key()));
        CMSSignedDataGenerator signed = new CMSSignedDataGenerator();
        signed.addSignerInfoGenerator(
                new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                        .setSignedAttributeGenerator(new DefaultSignedAttributeTableGenerator(new AttributeTable(
                                new Attribute(CMSAttributes.signingTime,
                                        new DERSet(new Time(Date.from(Workshop.NOW)))))))
                        .build(new JcaContentSignerBuilder(P256.SIGNATURE).build(pair.getPrivate()), certificate));
        signed.addCertificate(certificate);
        return SignatureCheck.verify(DOCUMENT,
                signed.generate(new CMSProcessableByteArray(DOCUMENT), false).getEncoded("DER"), ca.certificate());
    }
}
