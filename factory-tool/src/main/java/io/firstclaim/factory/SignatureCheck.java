package io.firstclaim.factory;

import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.SignerInformation;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.jspecify.annotations.Nullable;

/// Whether a signature that came with a document is its maker's: see [MakerSignature].
public final class SignatureCheck {
    /// Far above a signature with its certificate.
    public static final int MAX_BYTES = 64 * 1024;

    private static final int DIGITAL_SIGNATURE = 0;
    /// Extensions that may be critical: those that are looked at.
    private static final Set<String> UNDERSTOOD = Set.of(Extension.basicConstraints.getId(),
            Extension.keyUsage.getId(), Extension.extendedKeyUsage.getId());
    private static final Path CA_FILE = Path.of(MakerCa.CERTIFICATE_FILE);

    private SignatureCheck() {}

    /// What was found.
    public sealed interface Verdict {
        /// It is; the time is the maker's word.
        record Good(Instant signedAt) implements Verdict {}

        /// It is not; `why` is for a person.
        record Bad(String why) implements Verdict {}
    }

    /// Checks a signature that [MakerSignature#sign] may have made: over this document, by a certificate of this CA that is
    /// named and made for manifests alone, both valid when it was made. Nothing in `signature` is trusted.
    public static Verdict verify(byte[] document, byte[] signature, X509Certificate ca) {
        try {
            CaRules.requireCa(ca, CA_FILE);
        } catch (FactoryException e) {
            return new Verdict.Bad(String.valueOf(e.getMessage()));
        }
        try {
            CMSSignedData signed = new CMSSignedData(new CMSProcessableByteArray(document), signature);
            if (signed.getSignerInfos().size() != 1) {
                return new Verdict.Bad(signed.getSignerInfos().size() + " signers; expected one");
            }
            return verify(signed, signed.getSignerInfos().iterator().next(), ca);
        } catch (CMSException | CertificateException | OperatorCreationException | RuntimeException e) {
            return new Verdict.Bad("it is not a usable CMS signature: " + e.getMessage());
        }
    }

    private static Verdict verify(CMSSignedData signed, SignerInformation by, X509Certificate ca)
            throws CMSException, CertificateException, OperatorCreationException {
        @SuppressWarnings("unchecked")
        Collection<X509CertificateHolder> matching = signed.getCertificates().getMatches(by.getSID());
        if (matching.size() != 1) {
            return new Verdict.Bad("it does not bring its signer's certificate");
        }
        X509Certificate signer = new JcaX509CertificateConverter().getCertificate(matching.iterator().next());
        Instant at = signedAt(by);
        if (at == null) {
            return new Verdict.Bad("it does not say when it was made");
        }
        String wrong = whatIsWrongWith(signer, ca, at);
        if (wrong != null) {
            return new Verdict.Bad(wrong);
        }
        if (!by.getDigestAlgOID().equals(NISTObjectIdentifiers.id_sha256.getId())) {
            return new Verdict.Bad("its digest is not SHA-256");
        }
        return by.verify(new JcaSimpleSignerInfoVerifierBuilder().build(signer))
                ? new Verdict.Good(at)
                : new Verdict.Bad("it is not a signature of this content");
    }

    /// What keeps a certificate from signing in this CA's name at that time, or null.
    private static @Nullable String whatIsWrongWith(X509Certificate signer, X509Certificate ca, Instant at)
            throws CertificateException {
        if (!CaChain.signed(ca, signer)) {
            return "its signer's certificate (" + CaRules.nameOf(signer) + ") is not issued by the CA";
        }
        if (!isForManifestsAlone(signer)) {
            return "its signer's certificate (" + CaRules.nameOf(signer) + ") is not for signing documents alone, or"
                    + " not named " + MakerSignature.SIGNER;
        }
        try {
            signer.checkValidity(Date.from(at));
            ca.checkValidity(Date.from(at));
        } catch (CertificateExpiredException | CertificateNotYetValidException e) {
            return "the CA or its signer's certificate was not valid when it was made, " + at;
        }
        return null;
    }

    /// Whether a certificate is such as [MakerSignature] has issued: a CA from elsewhere may have issued others for documents,
    /// to people who don't speak for the maker's batches.
    private static boolean isForManifestsAlone(X509Certificate certificate) throws CertificateException {
        boolean[] usage = certificate.getKeyUsage();
        return certificate.getBasicConstraints() < 0
                && usage != null && usage[DIGITAL_SIGNATURE]
                && IntStream.range(1, usage.length).noneMatch(i -> usage[i])
                && List.of(MakerSignature.DOCUMENT_SIGNING.getId()).equals(certificate.getExtendedKeyUsage())
                && X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded())
                        .equals(MakerSignature.SIGNER)
                && certificate.getCriticalExtensionOIDs() != null
                && UNDERSTOOD.containsAll(certificate.getCriticalExtensionOIDs());
    }

    private static @Nullable Instant signedAt(SignerInformation by) {
        AttributeTable attributes = by.getSignedAttributes();
        Attribute time = attributes == null ? null : attributes.get(CMSAttributes.signingTime);
        return time == null || time.getAttrValues().size() != 1
                ? null
                : Time.getInstance(time.getAttrValues().getObjectAt(0)).getDate().toInstant();
    }
}
