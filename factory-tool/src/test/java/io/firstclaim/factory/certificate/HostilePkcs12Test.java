package io.firstclaim.factory.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.factory.certificate.CertificateContent.Kind;
import io.firstclaim.factory.certificate.CertificateContent.Other;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedData;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PKCS12PBEParams;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// PKCS#12 files that would have a reader count for hours or fill its memory.
class HostilePkcs12Test {
    private static final byte[] SALT = new byte[16];

    @Test
    @Timeout(60)
    void anAbsurdNumberOfIterationsIsNotCounted() throws IOException {
        assertUnsupported(PKCSObjectIdentifiers.id_PBES2,
                pbes2(PKCSObjectIdentifiers.id_PBKDF2, new PBKDF2Params(SALT, Integer.MAX_VALUE, 32)));
        assertUnsupported(PKCSObjectIdentifiers.pbeWithSHAAnd3_KeyTripleDES_CBC,
                new PKCS12PBEParams(SALT, Integer.MAX_VALUE));
    }

    @Test
    @Timeout(60)
    void anAbsurdAmountOfMemoryIsNotTaken() throws IOException {
        assertUnsupported(PKCSObjectIdentifiers.id_PBES2,
                pbes2(MiscObjectIdentifiers.id_scrypt, new ScryptParams(SALT, 1 << 30, 8, 1)));
    }

    @Test
    void anUnknownCipherIsSaid() throws IOException {
        assertUnsupported(new ASN1ObjectIdentifier("1.3.6.1.4.1.99999.3"), new DEROctetString(SALT));
    }

    private static PBES2Parameters pbes2(ASN1ObjectIdentifier function, ASN1Encodable parameters) {
        return new PBES2Parameters(new KeyDerivationFunc(function, parameters),
                new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(SALT)));
    }

    private static void assertUnsupported(ASN1ObjectIdentifier algorithm, ASN1Encodable parameters)
            throws IOException {
        EncryptedData data = new EncryptedData(PKCSObjectIdentifiers.data,
                new AlgorithmIdentifier(algorithm, parameters), new DEROctetString(new byte[64]));
        byte[] safe = new AuthenticatedSafe(
                new ContentInfo[]{new ContentInfo(PKCSObjectIdentifiers.encryptedData, data)}).getEncoded();
        byte[] file = new Pfx(new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(safe)), null)
                .getEncoded();

        CertificateContent content = CertificateContent.read(file, new Password("secret"::toCharArray));

        assertThat(content.certificates()).isEmpty();
        assertThat(content.others()).extracting(Other::kind).containsExactly(Kind.UNSUPPORTED);
    }
}
