package io.firstclaim.persistence.trust;

import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.Fingerprint;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// What is stored of a CA certificate beside its PEM, to find it by.
///
/// @param subjectHash
///            SHA-256 of the subject as DER
public record Anchor(String pem, Fingerprint fingerprint, Fingerprint subjectHash) {
    static Anchor of(CaCertificate ca) {
        return new Anchor(ca.pem(), ca.fingerprint(),
                subjectHash(ca.anchor().getSubjectX500Principal().getEncoded()));
    }

    static Fingerprint subjectHash(byte[] subject) {
        try {
            return Fingerprint.ofBytes(MessageDigest.getInstance("SHA-256").digest(subject));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
