package io.firstclaim.simulator;

import java.security.cert.X509Certificate;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/// The parts of a certificate's subject that a device reads.
final class CertificateSubject {
    private final LdapName name;

    private CertificateSubject(LdapName name) {
        this.name = name;
    }

    static CertificateSubject of(X509Certificate certificate) {
        try {
            return new CertificateSubject(
                    new LdapName(certificate.getSubjectX500Principal().getName(X500Principal.RFC2253)));
        } catch (InvalidNameException e) {
            throw new IllegalArgumentException("a certificate's subject is unreadable", e);
        }
    }

    /// The first value of an attribute such as `CN`, `L` or `OU`.
    @Nullable
    String attribute(String type) {
        for (Rdn rdn : name.getRdns()) {
            if (rdn.getType().equalsIgnoreCase(type)) {
                return String.valueOf(rdn.getValue());
            }
        }
        return null;
    }
}
