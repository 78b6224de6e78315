package io.firstclaim.factory.production;

import io.firstclaim.factory.certificate.Password;
import io.firstclaim.factory.certificate.X509;
import io.firstclaim.factory.production.Finding.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A folder into which a maker's files are put, and the inspection of it.
record Intake(Path folder) {
    static String pem(X509Certificate certificate) {
        return pem("CERTIFICATE", X509.der(certificate));
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[]{'\n'}).encodeToString(der) + "\n-----END " + label + "-----\n";
    }

    Path put(String name, X509Certificate... certificates) {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : certificates) {
            text.append(pem(certificate));
        }
        return put(name, text.toString().getBytes(StandardCharsets.US_ASCII));
    }

    Path put(String name, byte[] content) {
        try {
            Path file = folder.resolve("in").resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A CA's file, which is not in the folder that is read.
    Path ca(X509Certificate certificate) {
        try {
            return Files.writeString(Files.createTempFile(folder, "ca", ".pem"), pem(certificate));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    EndpointNameList names(String... lines) {
        try {
            return EndpointNameList.read(Files.writeString(Files.createTempFile(folder, "names", ".csv"),
                    "enrollment_identity,endpoint_name\n" + String.join("\n", lines) + "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Production read() {
        return read(Password.none());
    }

    Production read(Password password) {
        ReadProduction reader = new ReadProduction(password, ReadingProgress.silent());
        reader.read(folder.resolve("in"));
        return reader.production();
    }

    Inspection inspect(Path... cas) {
        return inspect(null, cas);
    }

    Inspection inspect(@Nullable EndpointNameList names, Path... cas) {
        return inspect(read(), names, Issuer.NOW, cas);
    }

    static Inspection inspect(Production production, @Nullable EndpointNameList names, Instant now, Path... cas) {
        return new InspectProduction(new InspectionOrder(List.of(cas), names, now, Duration.ofDays(90)))
                .inspect(production);
    }

    /// The one device that was found.
    static Finding device(Inspection inspection) {
        List<Finding> devices = inspection.of(Kind.DEVICE);
        if (devices.size() != 1) {
            throw new AssertionError("expected one device: " + inspection.findings());
        }
        return devices.getFirst();
    }

    static List<Reason> reasons(Finding finding) {
        return finding.remarks().stream().map(Remark::reason).toList();
    }
}
