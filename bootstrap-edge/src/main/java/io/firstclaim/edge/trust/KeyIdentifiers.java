package io.firstclaim.edge.trust;

import java.security.cert.X509Certificate;
import java.util.Arrays;

/// Subject and authority key identifiers (RFC 5280, sections 4.2.1.1 and 4.2.1.2). A hint for the order of the search and nothing more: anyone can
/// put any identifier into a certificate.
final class KeyIdentifiers {

    private static final String SUBJECT_KEY_ID = "2.5.29.14";
    private static final String AUTHORITY_KEY_ID = "2.5.29.35";
    /// OCTET STRING within OCTET STRING, both of short length.
    private static final int SUBJECT_HEADER = 4;

    private KeyIdentifiers() {}

    /// Whether the issuer's key identifier stands in the certificate's authority key identifier.
    static boolean mayHaveIssued(X509Certificate issuer, X509Certificate certificate) {
        byte[] subject = issuer.getExtensionValue(SUBJECT_KEY_ID);
        byte[] authority = certificate.getExtensionValue(AUTHORITY_KEY_ID);
        if (subject == null || authority == null || subject.length <= SUBJECT_HEADER) {
            return false;
        }
        byte[] id = Arrays.copyOfRange(subject, SUBJECT_HEADER, subject.length);
        for (int at = 0; at + id.length <= authority.length; at++) {
            if (Arrays.equals(authority, at, at + id.length, id, 0, id.length)) {
                return true;
            }
        }
        return false;
    }
}
