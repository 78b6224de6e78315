package io.firstclaim.factory.production;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.certificate.X509;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;

/// Which certificates are devices', and which are there to issue others: CAs by their basic constraints, and whatever issued another certificate of the set.
/// A CA's certificate counts as a device's where it stands in a device's place: shown by its server, or beside its key and issuer of nothing.
///
/// @param devices     in the order found
/// @param authorities the given ones first
record Roles(List<FoundCertificate> devices, Collection<Authority> authorities) {
    /// How many certificates that name an issuer are asked whether it signed them.
    private static final int MAX_ASKED = 16;

    static Roles of(Production production, List<Authority> given) {
        Map<Fingerprint, Authority> authorities = new LinkedHashMap<>();
        given.forEach(authority -> authorities.putIfAbsent(authority.fingerprint(), authority));
        Map<X500Principal, List<FoundCertificate>> byIssuer = byIssuer(production);
        List<FoundCertificate> devices = new ArrayList<>();
        for (FoundCertificate found : production.certificates()) {
            Optional<X509Certificate> certificate = parse(found);
            if (authorities.containsKey(found.fingerprint())) {
                continue;
            }
            if (certificate.isPresent() && isAuthority(found, certificate.get(), byIssuer)) {
                authorities.put(found.fingerprint(),
                        new Authority(found.source(), certificate.get(), found.der(), false));
            } else {
                devices.add(found);
            }
        }
        return new Roles(devices, authorities.values());
    }

    private static boolean isAuthority(FoundCertificate found, X509Certificate certificate,
            Map<X500Principal, List<FoundCertificate>> byIssuer) {
        if (certificate.getBasicConstraints() >= 0 && !found.isOwn()) {
            return true;
        }
        return byIssuer.getOrDefault(certificate.getSubjectX500Principal(), List.of()).stream()
                .filter(other -> !other.equals(found)).limit(MAX_ASKED)
                .anyMatch(other -> parse(other).filter(one -> IssuerSearch.signed(certificate, one)).isPresent());
    }

    private static Map<X500Principal, List<FoundCertificate>> byIssuer(Production production) {
        Map<X500Principal, List<FoundCertificate>> byIssuer = new HashMap<>();
        for (FoundCertificate found : production.certificates()) {
            parse(found).ifPresent(certificate -> byIssuer
                    .computeIfAbsent(certificate.getIssuerX500Principal(), name -> new ArrayList<>()).add(found));
        }
        return byIssuer;
    }

    private static Optional<X509Certificate> parse(FoundCertificate found) {
        try {
            return Optional.of(X509.parse(found.der()));
        } catch (CertificateException unreadable) {
            return Optional.empty();
        }
    }
}
