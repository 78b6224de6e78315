package io.firstclaim.factory.shipping;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.FactoryException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/// Checks, offline, whether a shipment is what its maker made: a bundle, zipped or unpacked, or the factory's own
/// batch folder. Nothing is written, nothing is unpacked, and what a stranger may have made is read within limits.
public final class VerifyShipment {
    /// Told how far a check is, on the thread that called.
    @FunctionalInterface
    public interface Progress {
        /// For those who don't watch.
        Progress SILENT = (done, total) -> {};

        /// More files or devices are checked.
        void checked(int done, int total);
    }

    private final Progress progress;

    public VerifyShipment(Progress progress) {
        this.progress = progress;
    }

    /// Checks a bundle or a batch.
    ///
    /// @param shipment a zip, a folder with a manifest, or a folder with devices
    /// @param expectedCa the SHA-256 of the CA's certificate, got from the maker; null compares with none
    /// @throws FactoryException when it is none of these, or can't be read at all
    public VerificationReport verify(Path shipment, @Nullable Fingerprint expectedCa) {
        try {
            if (!Files.isDirectory(shipment)) {
                return bundle(shipment, false, expectedCa);
            }
            if (Files.exists(shipment.resolve(BundlePath.MANIFEST))) {
                return bundle(shipment, true, expectedCa);
            }
            if (Files.isDirectory(shipment.resolve(BatchCheck.DEVICES))) {
                Findings findings = new Findings("batch");
                new BatchCheck(shipment, findings, progress).check(expectedCa);
                return findings.report(null);
            }
        } catch (IOException e) {
            throw FactoryException.of("cannot read", shipment, e);
        }
        throw new FactoryException(shipment + " is neither a bundle nor a batch: expected a zip, or a folder with "
                + BundlePath.MANIFEST + " or " + BatchCheck.DEVICES);
    }

    private VerificationReport bundle(Path path, boolean folder, @Nullable Fingerprint expectedCa)
            throws IOException {
        Findings findings = new Findings("bundle");
        try (BundleFiles files = BundleFiles.open(path, folder, findings)) {
            return findings.report(new BundleCheck(files, findings, progress).check(expectedCa));
        } catch (ZipException e) {
            findings.problem(String.valueOf(path.getFileName()), "is not a whole zip: " + e.getMessage());
            return findings.report(null);
        }
    }
}
