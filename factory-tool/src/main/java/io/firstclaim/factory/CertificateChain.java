package io.firstclaim.factory;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;

/// The CAs above a maker's CA: its issuer first, each signed by the next.
public final class CertificateChain {
    private final List<X509Certificate> issuers;

    private CertificateChain(List<X509Certificate> issuers) {
        this.issuers = List.copyOf(issuers);
    }

    /// Takes the certificates of a file, and leaves out the CA itself when the file begins with it.
    ///
    /// @throws FactoryException when they don't lead upwards from `ca`
    public static CertificateChain of(CertificateFile chain, X509Certificate ca) {
        Path file = chain.path();
        List<X509Certificate> issuers = chain.certificates();
        if (issuers.getFirst().equals(ca)) {
            issuers = issuers.subList(1, issuers.size());
        }
        X509Certificate below = ca;
        for (X509Certificate issuer : issuers) {
            CaRules.requireCa(issuer, file);
            if (!CaChain.signed(issuer, below)) {
                throw new FactoryException(file + ": " + CaRules.nameOf(below) + " is not signed by "
                        + CaRules.nameOf(issuer) + "; expected each CA to be followed by its issuer");
            }
            below = issuer;
        }
        return new CertificateChain(issuers);
    }

    /// The intermediates that the maker's CA came with: none above a root.
    public static CertificateChain above(MakerCa ca) {
        return new CertificateChain(ca.presentedByDevices().stream().skip(1).toList());
    }

    public boolean isEmpty() {
        return issuers.isEmpty();
    }

    /// The certificates as PEM, the CA's issuer first.
    public byte[] pem() {
        return Pem.encodeCertificates(issuers);
    }
}
