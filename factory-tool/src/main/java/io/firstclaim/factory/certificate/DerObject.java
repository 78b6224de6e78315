package io.firstclaim.factory.certificate;

import io.firstclaim.factory.certificate.CertificateContent.Collected;
import io.firstclaim.factory.certificate.CertificateContent.Kind;
import java.io.IOException;
import java.security.cert.CertificateException;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1BitString;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1GeneralizedTime;
import org.bouncycastle.asn1.ASN1InputStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1Set;
import org.bouncycastle.asn1.ASN1UTCTime;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.Certificate;

/// One object in DER or BER: a certificate, PKCS#7, PKCS#12, or something that is recognized by its shape and left alone.
final class DerObject {
    private static final String NO_CERTIFICATE = "is not a certificate: expected X.509 in PEM or DER";
    private static final int SEQUENCE = 0x30;

    private DerObject() {}

    /// Reads a whole file.
    static void read(byte[] content, Collected found, Password password) {
        if (content.length < 2 || content[0] != SEQUENCE) {
            found.add(Kind.UNKNOWN, NO_CERTIFICATE);
            return;
        }
        try {
            int length = X509.der(X509.parse(content)).length;
            if (length == content.length) {
                found.addCertificate(content.clone());
            } else {
                found.add(Kind.BROKEN, "holds " + content.length + " bytes that are not exactly one DER"
                        + " certificate: its certificate ends after " + length);
            }
        } catch (CertificateException another) {
            readOther(content, found, password);
        }
    }

    /// Reads one certificate of a chain.
    ///
    /// @param moreBehind whether bytes may follow it
    static void readCertificate(byte[] der, Collected found, boolean moreBehind) {
        try {
            byte[] certificate = X509.der(X509.parse(der));
            if (moreBehind || certificate.length == der.length) {
                found.addCertificate(certificate);
            } else {
                found.add(Kind.BROKEN, "holds a CERTIFICATE with " + (der.length - certificate.length)
                        + " bytes too many behind it");
            }
        } catch (CertificateException unreadable) {
            if (parse(der).filter(DerObject::isCertificate).isPresent()) {
                found.addCertificate(der);
            } else {
                found.add(Kind.BROKEN, NO_CERTIFICATE);
            }
        }
    }

    /// Reads PKCS#7 that must hold certificates.
    static void readPkcs7(byte[] der, Collected found) {
        Optional<ASN1Sequence> object = parse(der);
        if (object.isEmpty() || !isContentInfo(object.get())) {
            found.add(Kind.BROKEN, "is broken PKCS#7");
        } else {
            contentInfo(object.get(), found);
        }
    }

    private static void readOther(byte[] content, Collected found, Password password) {
        Optional<ASN1Sequence> object = parse(content);
        if (object.isEmpty()) {
            boolean longObject = (content[1] & 0xff) >= 0x80 && (content[1] & 0xff) <= 0x84;
            found.add(longObject ? Kind.BROKEN : Kind.UNKNOWN, NO_CERTIFICATE);
            return;
        }
        ASN1Sequence sequence = object.get();
        if (isContentInfo(sequence)) {
            contentInfo(sequence, found);
        } else if (isPkcs12(sequence)) {
            Pkcs12.read(sequence, found, password);
        } else if (isCertificate(sequence)) {
            found.addCertificate(content.clone());
        } else {
            classify(sequence, found);
        }
    }

    private static Optional<ASN1Sequence> parse(byte[] der) {
        try (ASN1InputStream in = new ASN1InputStream(der)) {
            ASN1Primitive object = in.readObject();
            return in.read() < 0 && object instanceof ASN1Sequence sequence && sequence.size() > 0
                    ? Optional.of(sequence)
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException | IllegalStateException broken) {
            return Optional.empty();
        }
    }

    private static void contentInfo(ASN1Sequence sequence, Collected found) {
        try {
            ContentInfo info = ContentInfo.getInstance(sequence);
            if (!info.getContentType().equals(PKCSObjectIdentifiers.signedData)) {
                found.add(Kind.FOREIGN, "holds CMS of type " + info.getContentType());
                return;
            }
            ASN1Set certificates = SignedData.getInstance(info.getContent()).getCertificates();
            if (certificates == null || certificates.size() == 0) {
                found.add(Kind.FOREIGN, "holds PKCS#7 without certificates");
                return;
            }
            for (ASN1Encodable one : certificates) {
                readCertificate(one.toASN1Primitive().getEncoded(), found, false);
            }
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException broken) {
            found.add(Kind.BROKEN, "is broken PKCS#7");
        }
    }

    private static boolean isContentInfo(ASN1Sequence sequence) {
        return sequence.size() <= 2 && sequence.getObjectAt(0) instanceof ASN1ObjectIdentifier;
    }

    private static boolean isPkcs12(ASN1Sequence sequence) {
        return sequence.size() >= 2 && sequence.size() <= 3 && sequence.getObjectAt(0) instanceof ASN1Integer version
                && version.hasValue(3) && sequence.getObjectAt(1) instanceof ASN1Sequence inner && inner.size() > 0
                && isContentInfo(inner);
    }

    /// A certificate, such that other readers may know its key or its extensions when the servers' does not.
    private static boolean isCertificate(ASN1Sequence sequence) {
        try {
            return isSigned(sequence) && !isRequest(sequence) && !isRevocationList(sequence)
                    && Certificate.getInstance(sequence).getSubject() != null;
        } catch (IllegalArgumentException | IllegalStateException | ClassCastException broken) {
            return false;
        }
    }

    private static void classify(ASN1Sequence sequence, Collected found) {
        ASN1Encodable first = sequence.getObjectAt(0);
        ASN1Encodable second = sequence.size() > 1 ? sequence.getObjectAt(1) : first;
        if (isSigned(sequence) && isRequest(sequence)) {
            found.add(Kind.FOREIGN, "holds a certificate request");
        } else if (isSigned(sequence) && isRevocationList(sequence)) {
            found.add(Kind.FOREIGN, "holds a revocation list");
        } else if (isPrivateKey(sequence)) {
            found.add(Kind.PRIVATE_KEY, "holds a private key");
        } else if (first instanceof ASN1Sequence && second instanceof ASN1OctetString) {
            found.add(Kind.ENCRYPTED_KEY, "holds an encrypted private key");
        } else if (first instanceof ASN1Sequence && second instanceof ASN1BitString) {
            found.add(Kind.FOREIGN, "holds a public key");
        } else {
            found.add(Kind.UNKNOWN, NO_CERTIFICATE);
        }
    }

    /// PKCS#8, SEC1 or PKCS#1.
    private static boolean isPrivateKey(ASN1Sequence sequence) {
        if (sequence.size() < 2 || !(sequence.getObjectAt(0) instanceof ASN1Integer)) {
            return false;
        }
        return switch (sequence.getObjectAt(1)) {
            case ASN1OctetString sec1 -> true;
            case ASN1Integer modulus -> sequence.size() > 8;
            case ASN1Sequence algorithm -> sequence.size() > 2 && sequence.getObjectAt(2) instanceof ASN1OctetString;
            default -> false;
        };
    }

    private static boolean isSigned(ASN1Sequence sequence) {
        return sequence.size() == 3 && sequence.getObjectAt(0) instanceof ASN1Sequence signed && signed.size() > 2
                && sequence.getObjectAt(1) instanceof ASN1Sequence && sequence.getObjectAt(2) instanceof ASN1BitString;
    }

    /// A request has its subject where a certificate has its signature algorithm.
    private static boolean isRequest(ASN1Sequence sequence) {
        ASN1Sequence signed = (ASN1Sequence) sequence.getObjectAt(0);
        return signed.getObjectAt(0) instanceof ASN1Integer && signed.getObjectAt(1) instanceof ASN1Sequence subject
                && (subject.size() == 0 || subject.getObjectAt(0) instanceof ASN1Set);
    }

    /// A revocation list has its times bare, a certificate in a sequence of their own.
    private static boolean isRevocationList(ASN1Sequence sequence) {
        for (ASN1Encodable part : (ASN1Sequence) sequence.getObjectAt(0)) {
            if (part instanceof ASN1UTCTime || part instanceof ASN1GeneralizedTime) {
                return true;
            }
        }
        return false;
    }
}
