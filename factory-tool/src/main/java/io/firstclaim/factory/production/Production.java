package io.firstclaim.factory.production;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.CertificateContent;
import io.firstclaim.factory.certificate.CertificateContent.Other;
import io.firstclaim.factory.production.FoundCertificate.Place;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was read of a production that others made: each certificate once, and what was no certificate.
public final class Production {
    /// The most certificates of one inspection, CAs included.
    public static final int MAX_CERTIFICATES = 100_000;
    /// The most bytes of all of them together.
    public static final long MAX_BYTES = 256L * 1024 * 1024;
    /// The most lines about files without certificates.
    static final int MAX_OTHERS = 100_000;

    private static final Pattern MEANT_FOR_CERTIFICATES = Pattern
            .compile("(?i).*\\.(pem|crt|cer|cert|der|p7b|p7c|p7s|p12|pfx)");

    private final Map<Fingerprint, FoundCertificate> certificates = new LinkedHashMap<>();
    private final List<Finding> others = new ArrayList<>();
    private long bytes;
    private int files;

    /// Takes what a file, standard input or a server gave.
    ///
    /// @param name what to call it
    /// @param file its path; null for standard input and servers
    void add(String name, @Nullable Path file, CertificateContent content) {
        files++;
        List<byte[]> found = content.certificates();
        for (int i = 0; i < found.size(); i++) {
            add(found.get(i), new Place(file, found.size() == 1 ? name : name + "#" + (i + 1)), i == content.own());
        }
        List<Finding> rest = content.others().stream().map(other -> Finding.file(name,
                reasonFor(other, name, !found.isEmpty()), "the file " + other.predicate())).toList();
        boolean mayBeSilent = !found.isEmpty() || !rest.stream().allMatch(Finding::isUsable);
        rest.stream().filter(one -> !mayBeSilent || !one.isUsable()).forEach(this::add);
    }

    void add(Finding other) {
        if (others.size() >= MAX_OTHERS) {
            throw new FactoryException("more than " + MAX_OTHERS + " files are no certificates, " + other.source()
                    + " among them: expected a folder of certificates");
        }
        others.add(other);
    }

    private void add(byte[] der, Place place, boolean own) {
        Fingerprint fingerprint = Fingerprint.ofCertificate(der);
        FoundCertificate known = certificates.get(fingerprint);
        if (known == null) {
            bytes += der.length;
            if (certificates.size() >= MAX_CERTIFICATES || bytes > MAX_BYTES) {
                throw new FactoryException("too many certificates: " + place.text() + " holds the one after "
                        + certificates.size() + "; expected at most " + MAX_CERTIFICATES + " of " + MAX_BYTES
                        + " bytes in all, so inspect the folders one by one");
            }
            known = new FoundCertificate(der, fingerprint);
            certificates.put(fingerprint, known);
        }
        known.foundAt(place, own);
    }

    Collection<FoundCertificate> certificates() {
        return certificates.values();
    }

    List<Finding> others() {
        return others;
    }

    /// How many files and servers were read.
    public int files() {
        return files;
    }

    /// How many different certificates were found.
    public int certificateCount() {
        return certificates.size();
    }

    private static Reason reasonFor(Other other, String name, boolean certificatesToo) {
        return switch (other.kind()) {
            case EMPTY -> Reason.EMPTY_FILE;
            case PRIVATE_KEY, ENCRYPTED_KEY -> Reason.KEY_WITHOUT_CERTIFICATE;
            case FOREIGN -> Reason.FOREIGN_CONTENT;
            case BROKEN -> Reason.BROKEN_FILE;
            case PASSWORD_NEEDED -> Reason.PASSWORD_NEEDED;
            case WRONG_PASSWORD -> Reason.WRONG_PASSWORD;
            case UNSUPPORTED -> Reason.UNSUPPORTED_ENCRYPTION;
            case UNKNOWN -> !certificatesToo && MEANT_FOR_CERTIFICATES.matcher(name).matches()
                    ? Reason.BROKEN_FILE
                    : Reason.NO_CERTIFICATE;
        };
    }
}
