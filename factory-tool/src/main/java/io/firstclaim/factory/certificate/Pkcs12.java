package io.firstclaim.factory.certificate;

import io.firstclaim.factory.certificate.CertificateContent.Collected;
import io.firstclaim.factory.certificate.CertificateContent.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.pkcs.Attribute;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.CertBag;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.pkcs.SafeBag;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.InputDecryptor;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.pkcs.jcajce.JcePKCSPBEInputDecryptorProviderBuilder;

/// The certificates of a PKCS#12 file (RFC 7292), and nothing else of it: bags with keys are not opened. The file's MAC is not asked for, because a
/// certificate needs no more than its issuer's signature; certificates that are not encrypted need no password.
final class Pkcs12 {
    /// Bags may be put into bags; nobody does.
    private static final int MAX_NESTING = 4;
    private static final char[] EMPTY = {};
    private static final char[] ZERO = {'\0'};

    private final Collected found;
    private final Password password;

    private Pkcs12(Collected found, Password password) {
        this.found = found;
        this.password = password;
    }

    static void read(ASN1Sequence sequence, Collected found, Password password) {
        try {
            new Pkcs12(found, password).read(Pfx.getInstance(sequence));
        } catch (IOException | IllegalArgumentException | IllegalStateException | ClassCastException broken) {
            found.add(Kind.BROKEN, "is broken PKCS#12");
        }
    }

    private void read(Pfx file) throws IOException {
        if (!file.getAuthSafe().getContentType().equals(PKCSObjectIdentifiers.data)) {
            found.add(Kind.UNSUPPORTED, "is PKCS#12 that is signed, which is not supported");
            return;
        }
        for (ContentInfo part : AuthenticatedSafe
                .getInstance(ASN1OctetString.getInstance(file.getAuthSafe().getContent()).getOctets())
                .getContentInfo()) {
            if (part.getContentType().equals(PKCSObjectIdentifiers.data)) {
                byte[] plain = ASN1OctetString.getInstance(part.getContent()).getOctets();
                takeBags(ASN1Sequence.getInstance(plain), 0);
            } else if (part.getContentType().equals(PKCSObjectIdentifiers.encryptedData)) {
                decrypt(EncryptedData.getInstance(part.getContent()));
            } else {
                found.add(Kind.UNSUPPORTED, "is PKCS#12 for the holder of a key, which is not supported");
            }
        }
    }

    /// With the empty password first, so that nobody is asked for one that is not needed.
    private void decrypt(EncryptedData data) throws IOException {
        try {
            for (char[] empty : emptyPasswords(data)) {
                Optional<ASN1Sequence> bags = open(data, empty);
                if (bags.isPresent()) {
                    takeBags(bags.get(), 0);
                    return;
                }
            }
            char[] given = password.characters();
            if (given == null) {
                found.add(Kind.PASSWORD_NEEDED, "is PKCS#12 that needs a password");
                return;
            }
            Optional<ASN1Sequence> bags = open(data, given);
            if (bags.isPresent()) {
                takeBags(bags.get(), 0);
            } else {
                found.add(Kind.WRONG_PASSWORD, "is PKCS#12 that the password does not open");
            }
        } catch (OperatorCreationException unsupported) {
            found.add(Kind.UNSUPPORTED, "is PKCS#12 that is encrypted in a way that is not supported ("
                    + data.getEncryptionAlgorithm().getAlgorithm() + ")");
        }
    }

    /// Tools differ in how they derive the older ciphers' keys from nothing: from no byte at all, or from zeros. For the newer ones it is the same (RFC 2104,
    /// section 2, fills a key up with zeros), but Bouncy Castle wants a character.
    private static List<char[]> emptyPasswords(EncryptedData data) {
        return data.getEncryptionAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.id_PBES2)
                ? List.of(ZERO)
                : List.of(EMPTY, ZERO);
    }

    private static Optional<ASN1Sequence> open(EncryptedData data, char[] password)
            throws OperatorCreationException {
        InputDecryptor decryptor = new JcePKCSPBEInputDecryptorProviderBuilder().setProvider(Provider.INSTANCE)
                .build(password)
                .get(data.getEncryptionAlgorithm());
        byte[] plain = {};
        try (InputStream in = decryptor
                .getInputStream(new ByteArrayInputStream(data.getContent().getOctets()))) {
            plain = in.readAllBytes();
            return Optional.of(ASN1Sequence.getInstance(plain));
        } catch (IOException | IllegalArgumentException | IllegalStateException wrongPassword) {
            return Optional.empty();
        } finally {
            Arrays.fill(plain, (byte) 0);
        }
    }

    private void takeBags(ASN1Sequence bags, int nesting) throws IOException {
        for (ASN1Encodable one : bags) {
            SafeBag bag = SafeBag.getInstance(one);
            if (bag.getBagId().equals(PKCSObjectIdentifiers.certBag)) {
                takeCertificate(CertBag.getInstance(bag.getBagValue()), isOfKey(bag));
            } else if (bag.getBagId().equals(PKCSObjectIdentifiers.keyBag)) {
                found.add(Kind.PRIVATE_KEY, "holds a private key");
            } else if (bag.getBagId().equals(PKCSObjectIdentifiers.pkcs8ShroudedKeyBag)) {
                found.add(Kind.ENCRYPTED_KEY, "holds an encrypted private key");
            } else if (bag.getBagId().equals(PKCSObjectIdentifiers.safeContentsBag) && nesting < MAX_NESTING) {
                takeBags(ASN1Sequence.getInstance(bag.getBagValue()), nesting + 1);
            } else {
                found.add(Kind.FOREIGN, "holds a PKCS#12 bag of type " + bag.getBagId());
            }
        }
    }

    private void takeCertificate(CertBag bag, boolean ofKey) {
        if (!bag.getCertId().equals(PKCSObjectIdentifiers.x509Certificate)) {
            found.add(Kind.FOREIGN, "holds a certificate that is not X.509");
            return;
        }
        Collected one = new Collected();
        DerObject.readCertificate(ASN1OctetString.getInstance(bag.getCertValue()).getOctets(), one, false);
        found.addAll(one, ofKey);
    }

    private static boolean isOfKey(SafeBag bag) {
        if (bag.getBagAttributes() != null) {
            for (ASN1Encodable one : bag.getBagAttributes()) {
                if (Attribute.getInstance(one).getAttrType().equals(PKCSObjectIdentifiers.pkcs_9_at_localKeyId)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Made when the first encrypted file comes; never registered with the platform.
    private static final class Provider {
        static final BouncyCastleProvider INSTANCE = new BouncyCastleProvider();
    }
}
