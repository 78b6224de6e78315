package io.firstclaim.core.credential;

import java.security.cert.X509Certificate;
import java.util.Optional;

/// The keys of the system's own CAs, encrypted.
public interface Authorities {
    /// Keeps an authority, if there is none of that name yet; of several cores that start at once, one succeeds.
    boolean add(StoredAuthority authority);

    Optional<StoredAuthority> find(String name);

    /// A CA certificate, and its key as the PEM of a PKCS#8 EncryptedPrivateKeyInfo (RFC 7468, section 11).
    record StoredAuthority(String name, X509Certificate certificate, String encryptedKeyPem) {}
}
