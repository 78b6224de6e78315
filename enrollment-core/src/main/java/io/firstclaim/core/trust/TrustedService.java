package io.firstclaim.core.trust;

/// The server at which devices show certificates of a CA.
public enum TrustedService {
    BOOTSTRAP, LWM2M
}
