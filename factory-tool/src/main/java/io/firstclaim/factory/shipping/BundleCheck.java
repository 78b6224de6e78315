package io.firstclaim.factory.shipping;

import io.firstclaim.core.Shown;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.CertificateChain;
import io.firstclaim.factory.CertificateFile;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.FinishedBatch;
import io.firstclaim.factory.SignatureCheck;
import io.firstclaim.factory.SignatureCheck.Verdict;
import io.firstclaim.factory.shipping.Manifest.ShippedFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks a bundle that somebody sent, from what proves most to what proves least: whose CA, the signature, the
/// files, the list. What can't be believed is not read any further.
final class BundleCheck {
    /// All files of a bundle together, in bytes.
    static final long MAX_TOTAL_BYTES = 8L * 1024 * 1024 * 1024;

    private static final int MAX_CA_BYTES = 64 * 1024;
    private static final int MAX_LIST_BYTES = 10_000_000;
    private static final int BUFFER = 1 << 16;

    private final BundleFiles files;
    private final Findings findings;
    private final VerifyShipment.Progress progress;

    BundleCheck(BundleFiles files, Findings findings, VerifyShipment.Progress progress) {
        this.files = files;
        this.findings = findings;
        this.progress = progress;
    }

    /// Everything.
    ///
    /// @return the manifest, when the maker signed it
    @Nullable
    Manifest check(@Nullable Fingerprint expectedCa) {
        byte[] ca = required(BundlePath.CA, MAX_CA_BYTES);
        byte[] json = required(BundlePath.MANIFEST, ManifestJson.MAX_BYTES);
        byte[] signature = required(BundlePath.SIGNATURE, SignatureCheck.MAX_BYTES);
        if (ca == null || json == null || signature == null) {
            return null;
        }
        X509Certificate certificate = certificate(ca);
        if (certificate == null) {
            return null;
        }
        findings.ca(certificate, expectedCa);
        Manifest manifest = signed(json, signature, certificate);
        if (manifest == null) {
            return null;
        }
        checkFiles(manifest);
        checkList(manifest);
        checkChain(certificate);
        return manifest;
    }

    private byte @Nullable [] required(String name, int limit) {
        if (!files.names().contains(name)) {
            findings.problem(name, "is missing");
            return null;
        }
        try {
            byte[] content = files.read(name, limit);
            if (content.length <= limit) {
                return content;
            }
            findings.problem(name, "is larger than " + limit + " bytes");
        } catch (IOException e) {
            findings.problem(name, "can't be read: " + e.getMessage());
        }
        return null;
    }

    private @Nullable X509Certificate certificate(byte[] ca) {
        try {
            return CertificateFile.of(Path.of(BundlePath.CA), ca).only();
        } catch (FactoryException e) {
            findings.problem(BundlePath.CA, String.valueOf(e.getMessage()));
            return null;
        }
    }

    private @Nullable Manifest signed(byte[] json, byte[] signature, X509Certificate ca) {
        switch (SignatureCheck.verify(json, signature, ca)) {
            case Verdict.Bad(String why) -> {
                findings.problem(BundlePath.SIGNATURE, "is not a signature of " + BundlePath.MANIFEST + " by the CA of "
                        + BundlePath.CA + ": "
                        + Shown.shortened(why));
                return null;
            }
            case Verdict.Good(var at) -> findings.checked("signature of the manifest, made " + at
                    + " by a certificate of the CA for signing documents");
        }
        try {
            Manifest manifest = ManifestJson.read(json);
            if (!manifest.ca().sha256().equals(Fingerprint.of(ca).colonHex())) {
                findings.problem(BundlePath.MANIFEST, "names another CA than " + BundlePath.CA);
            }
            return manifest;
        } catch (FactoryException e) {
            findings.problem(BundlePath.MANIFEST, Shown.shortened(String.valueOf(e.getMessage())));
            return null;
        }
    }

    private void checkFiles(Manifest manifest) {
        int before = findings.problemCount();
        List<ShippedFile> listed = manifest.files();
        long total = listed.stream().mapToLong(ShippedFile::size).sum();
        if (total > MAX_TOTAL_BYTES) {
            findings.problem(BundlePath.MANIFEST,
                    "lists " + total + " bytes; at most " + MAX_TOTAL_BYTES + " are read");
            return;
        }
        Set<String> extra = new HashSet<>(files.names());
        extra.removeAll(Set.of(BundlePath.MANIFEST, BundlePath.SIGNATURE));
        int done = 0;
        for (ShippedFile file : listed) {
            extra.remove(file.path());
            checkFile(file);
            progress.checked(++done, listed.size());
        }
        extra.stream().sorted().forEach(name -> findings.problem(name, "is not in the manifest"));
        List.of(BundlePath.CA, BundlePath.ENROLLMENTS).stream()
                .filter(name -> listed.stream().noneMatch(file -> file.path().equals(name)))
                .forEach(name -> findings.problem(BundlePath.MANIFEST, "does not list " + name));
        if (findings.problemCount() == before) {
            findings.checked(String.format(Locale.ROOT,
                    "%,d files, %,d bytes: size and SHA-256 as signed, none missing, none added", listed.size(),
                    total));
        }
    }

    private void checkFile(ShippedFile file) {
        if (!files.names().contains(file.path())) {
            findings.problem(file.path(), "is missing");
            return;
        }
        long read = 0;
        MessageDigest hash = BundleWriter.sha256();
        try (InputStream in = new DigestInputStream(files.open(file.path()), hash)) {
            byte[] buffer = new byte[BUFFER];
            for (int n = in.read(buffer); n >= 0 && read <= file.size(); n = in.read(buffer)) {
                read += n;
            }
        } catch (IOException e) {
            findings.problem(file.path(), "can't be read: " + e.getMessage());
            return;
        }
        if (read != file.size()) {
            findings.problem(file.path(), "is not as it was signed: it has "
                    + (read > file.size() ? "more than " : "only " + read + " of ") + file.size() + " bytes");
        } else if (!HexFormat.of().formatHex(hash.digest()).equals(file.sha256())) {
            findings.problem(file.path(), "is not as it was signed: its SHA-256 differs");
        }
    }

    private void checkList(Manifest manifest) {
        byte[] csv = required(BundlePath.ENROLLMENTS, MAX_LIST_BYTES);
        if (csv == null) {
            return;
        }
        try {
            Map<String, EnrollmentId> devices = FinishedBatch.listed(csv, Path.of(BundlePath.ENROLLMENTS));
            if (devices.size() != manifest.devices().firstToClaim()) {
                findings.problem(BundlePath.ENROLLMENTS, "lists " + devices.size() + " devices; the manifest says "
                        + manifest.devices().firstToClaim() + " first-to-claim");
            } else {
                findings.checked(String.format(Locale.ROOT, "%,d enrollment IDs: well-formed, all different",
                        devices.size()));
            }
        } catch (FactoryException e) {
            findings.problem(BundlePath.ENROLLMENTS, String.valueOf(e.getMessage()));
        }
    }

    private void checkChain(X509Certificate ca) {
        if (!files.names().contains(BundlePath.CA_CHAIN)) {
            return;
        }
        byte[] chain = required(BundlePath.CA_CHAIN, CertificateFile.MAX_FILE_BYTES);
        if (chain == null) {
            return;
        }
        try {
            CertificateChain.of(CertificateFile.of(Path.of(BundlePath.CA_CHAIN), chain), ca);
            findings.checked("chain of the CAs above the CA, each signed by the next");
        } catch (FactoryException e) {
            findings.problem(BundlePath.CA_CHAIN, String.valueOf(e.getMessage()));
        }
    }
}
