package io.firstclaim.web.tls;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaMiscPEMGenerator;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObjectGenerator;
import org.bouncycastle.util.io.pem.PemWriter;

/// A self-signed certificate for `localhost` and `127.0.0.1`, kept in a folder so that clients that trust it once trust it after a restart too.
public final class DevelopmentCertificate {
    /// The certificate, for clients to trust.
    public static final String CERTIFICATE_FILE = "web-certificate.pem";
    /// Its key, for its owner only.
    public static final String KEY_FILE = "web-key.pem";

    private static final Duration LIFETIME = Duration.ofDays(820);
    private static final Duration RENEW_BEFORE = Duration.ofDays(30);
    private static final Duration SKEW = Duration.ofDays(1);
    private static final X500Name NAME = new X500Name("CN=localhost,O=Firstclaim development");
    private static final int SERIAL_BITS = 127;

    private DevelopmentCertificate() {}

    /// The one in the folder; a new one where there is none, or it ends within 30 days.
    ///
    /// @throws IOException when the folder can't be read or written
    public static ServerCertificate in(Path folder) throws IOException {
        Path certificate = folder.resolve(CERTIFICATE_FILE);
        Path key = folder.resolve(KEY_FILE);
        if (Files.exists(certificate) && Files.exists(key)) {
            ServerCertificate kept = ServerCertificate.load(certificate, key);
            Instant end = kept.chain().getFirst().getNotAfter().toInstant();
            if (end.isAfter(Instant.now().plus(RENEW_BEFORE))) {
                return kept;
            }
        }
        ServerCertificate made = make();
        Files.createDirectories(folder);
        write(key, pem(new JcaPKCS8Generator(made.key(), null)), "rw-------");
        write(certificate, pem(new JcaMiscPEMGenerator(made.chain().getFirst())), "rw-r--r--");
        return made;
    }

    private static ServerCertificate make() {
        try {
            SecureRandom random = new SecureRandom();
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair keys = generator.generateKeyPair();
            Instant now = Instant.now();
            GeneralNames names = new GeneralNames(new GeneralName[]{new GeneralName(GeneralName.dNSName, "localhost"),
                    new GeneralName(GeneralName.iPAddress, "127.0.0.1")});
            var certificate = new JcaX509v3CertificateBuilder(NAME, new BigInteger(SERIAL_BITS, random).setBit(0),
                    Date.from(now.minus(SKEW)), Date.from(now.plus(LIFETIME)), NAME, keys.getPublic())
                    .addExtension(Extension.subjectAlternativeName, false, names)
                    .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(Extension.extendedKeyUsage, false,
                            new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate()));
            X509Certificate signed = new JcaX509CertificateConverter().getCertificate(certificate);
            return new ServerCertificate(List.of(signed), keys.getPrivate());
        } catch (GeneralSecurityException | OperatorCreationException | IOException impossible) {
            throw new IllegalStateException("this JVM can't make an EC certificate", impossible);
        }
    }

    private static String pem(PemObjectGenerator object) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(object);
        }
        return text.toString();
    }

    /// Beside the file first, so that nobody ever reads half of it.
    private static void write(Path file, String text, String rights) throws IOException {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        FileAttribute<?>[] attributes = posix
                ? new FileAttribute<?>[]{PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights))}
                : new FileAttribute<?>[0];
        Path half = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(half);
        Files.createFile(half, attributes);
        Files.writeString(half, text, StandardCharsets.US_ASCII);
        Files.move(half, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
