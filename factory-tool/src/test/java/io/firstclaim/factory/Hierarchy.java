package io.firstclaim.factory;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/// A root and intermediates below it, each with a path length that just suffices, as a maker may have them elsewhere.
final class Hierarchy {
    private final List<KeyPair> keys = new ArrayList<>();
    private final List<X509Certificate> certificates = new ArrayList<>();

    /// @param intermediates how many, of subject `CN=Intermediate 1` (below the root) and so on
    static Hierarchy of(int intermediates) {
        Hierarchy hierarchy = new Hierarchy();
        hierarchy.add("CN=Root", intermediates);
        for (int i = 1; i <= intermediates; i++) {
            hierarchy.add("CN=Intermediate " + i, intermediates - i);
        }
        return hierarchy;
    }

    /// Adds a CA below the last one.
    void add(String subject, int pathLength) {
        KeyPair pair = ForeignCertificate.p256();
        X500Name issuer = certificates.isEmpty()
                ? new X500Name(subject)
                : X500Name.getInstance(certificates.getLast().getSubjectX500Principal().getEncoded());
        var builder = new JcaX509v3CertificateBuilder(issuer, BigInteger.valueOf(certificates.size() + 1L),
                Date.from(Workshop.NOW.minus(Duration.ofDays(1))), Date.from(Workshop.NOW.plus(Duration.ofDays(1))),
                new X500Name(subject), pair.getPublic());
        try {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength));
            builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign));
            certificates.add(new JcaX509CertificateConverter().getCertificate(
                    builder.build(new JcaContentSignerBuilder("SHA256withECDSA")
                            .build((keys.isEmpty() ? pair : keys.getLast()).getPrivate()))));
        } catch (IOException | OperatorCreationException | CertificateException e) {
            throw new IllegalStateException(e);
        }
        keys.add(pair);
    }

    /// The n-th certificate from the root, which is number 0.
    X509Certificate certificate(int number) {
        return certificates.get(number);
    }

    /// Takes the lowest CA over, with the certificates of those numbers behind its own.
    MakerCa imported(Path folder, int... above) throws IOException {
        Path chain = folder.resolve("chain.pem");
        try (OutputStream out = Files.newOutputStream(chain)) {
            out.write(Pem.encodeCertificates(List.of(certificates.getLast())));
            for (int number : above) {
                out.write(Pem.encodeCertificates(List.of(certificates.get(number))));
            }
        }
        Path key = Files.write(folder.resolve("ca.key"),
                Pem.encode("PRIVATE KEY", keys.getLast().getPrivate().getEncoded()));
        return MakerCa.importFrom(chain, key, Workshop.CLOCK);
    }

    /// The root, for whoever verifies.
    Path root(Path folder) throws IOException {
        return Files.write(folder.resolve("root.pem"), Pem.encodeCertificates(List.of(certificates.getFirst())));
    }
}
