package io.firstclaim.cli.enrollment;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.CertificateFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/// Where enrollment IDs come from: the command line, or a device's certificate.
public final class EnrollmentIds {
    /// Anything that is meant to be an enrollment ID, right or not.
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("[A-Za-z]-[0-9A-Fa-f]{2}:.*");

    private EnrollmentIds() {}

    /// An enrollment ID, or the one of the device whose certificate is in the file of that name.
    public static EnrollmentId of(String idOrFile) {
        Path file = Path.of(idOrFile);
        if (LOOKS_LIKE_ONE.matcher(idOrFile).matches() || !Files.exists(file)) {
            return EnrollmentId.parse(idOrFile);
        }
        return CertificateFile.read(file).enrollmentId();
    }
}
