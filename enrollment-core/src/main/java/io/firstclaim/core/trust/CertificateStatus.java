package io.firstclaim.core.trust;

/// Whether a trusted certificate is in use. An INACTIVE one authenticates nobody.
public enum CertificateStatus {
    ACTIVE, INACTIVE
}
