package io.firstclaim.core.trust;

/// A CA certificate as an administrator uploads it.
///
/// @param signature proof of possession, see [CreateTrustedCertificate]; empty for none
public record TrustedCertificateUpload(String name, String description, TrustedService service,
        CertificateStatus status, String pem, boolean enrollmentMode, String signature) {}
