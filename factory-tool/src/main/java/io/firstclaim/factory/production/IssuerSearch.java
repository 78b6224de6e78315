package io.firstclaim.factory.production;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;

/// Leads a device's certificate to the anchors, through the other authorities, by signature: a name only says where to look. Safe for use by many threads.
final class IssuerSearch {
    /// How many authorities may stand above a device: as many as the longest chain that the server takes.
    static final int MAX_LENGTH = 8;
    /// The most signatures verified for one device, so that look-alikes cost a bounded time.
    static final int MAX_SIGNATURES = 128;

    private final Map<X500Principal, List<Authority>> bySubject = new HashMap<>();
    private final Map<Link, Boolean> links = new ConcurrentHashMap<>();
    private final boolean anyIsAnchor;

    /// An issuer, and an authority that it may have issued.
    private record Link(Authority issuer, Authority issued) {}

    /// @param authorities all that may be on the way
    /// @param anyIsAnchor whether a path may end at any of them, instead of at the given ones only
    IssuerSearch(Collection<Authority> authorities, boolean anyIsAnchor) {
        this.anyIsAnchor = anyIsAnchor;
        for (Authority one : authorities) {
            bySubject.computeIfAbsent(one.certificate().getSubjectX500Principal(), name -> new ArrayList<>()).add(one);
        }
    }

    /// The paths from the device's issuer up to an anchor, the shortest first; empty when no anchor issued it.
    List<List<Authority>> paths(X509Certificate device) {
        List<List<Authority>> found = new ArrayList<>();
        Deque<List<Authority>> open = new ArrayDeque<>(List.of(List.of()));
        int left = MAX_SIGNATURES;
        while (!open.isEmpty()) {
            List<Authority> path = open.remove();
            X509Certificate top = path.isEmpty() ? device : path.getLast().certificate();
            for (Authority issuer : bySubject.getOrDefault(top.getIssuerX500Principal(), List.of())) {
                if (issuer.certificate().equals(device) || path.contains(issuer) || left-- <= 0) {
                    continue;
                }
                if (path.isEmpty() ? signed(issuer.certificate(), device) : signed(issuer, path.getLast())) {
                    List<Authority> longer = Stream.concat(path.stream(), Stream.of(issuer)).toList();
                    if (anyIsAnchor || issuer.isGiven()) {
                        found.add(longer);
                    } else if (longer.size() <= MAX_LENGTH) {
                        open.add(longer);
                    }
                }
            }
        }
        return found;
    }

    /// Whether the key of one signed the other.
    static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException notItsSignature) {
            return false;
        }
    }

    private boolean signed(Authority issuer, Authority issued) {
        return links.computeIfAbsent(new Link(issuer, issued),
                link -> signed(link.issuer().certificate(), link.issued().certificate()));
    }
}
