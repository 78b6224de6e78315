package io.firstclaim.factory.shipping;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.CertificateFile;
import io.firstclaim.factory.DeviceCheck;
import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.FinishedBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Checks the batch folder that a factory made, keys and all.
final class BatchCheck {
    static final String DEVICES = "devices";

    private static final int WORKERS = Runtime.getRuntime().availableProcessors();

    private final Path batch;
    private final Findings findings;
    private final VerifyShipment.Progress progress;

    BatchCheck(Path batch, Findings findings, VerifyShipment.Progress progress) {
        this.batch = batch;
        this.findings = findings;
        this.progress = progress;
    }

    private record Checked(String name, List<String> problems) {}

    void check(@Nullable Fingerprint expectedCa) throws IOException {
        try {
            X509Certificate ca = CertificateFile.read(batch.resolve(BundlePath.CA)).only();
            findings.ca(ca, expectedCa);
            Map<String, EnrollmentId> listed = FinishedBatch.listed(batch.resolve(BundlePath.ENROLLMENTS));
            if (FinishedBatch.isUnfinished(batch)) {
                findings.problem(batch.toString(), "is not finished: give its last order again, and it goes on");
            }
            if (listed.isEmpty()) {
                findings.problem(BundlePath.ENROLLMENTS, "lists no device");
            }
            checkFolders(listed.keySet());
            checkDevices(listed, ca);
        } catch (FactoryException e) {
            findings.problem(batch.toString(), String.valueOf(e.getMessage()));
        }
    }

    private void checkFolders(Set<String> listed) throws IOException {
        Set<String> missing = new HashSet<>(listed);
        try (Stream<Path> folders = Files.list(batch.resolve(DEVICES))) {
            folders.map(folder -> String.valueOf(folder.getFileName())).filter(name -> !missing.remove(name)).sorted()
                    .forEach(name -> findings.problem(DEVICES + "/" + name, "is not in " + BundlePath.ENROLLMENTS));
        }
        missing.stream().sorted().forEach(name -> findings.problem(DEVICES + "/" + name, "is missing"));
    }

    private void checkDevices(Map<String, EnrollmentId> listed, X509Certificate ca) {
        DeviceCheck check = new DeviceCheck(ca);
        int before = findings.problemCount();
        var checked = listed.entrySet().stream().filter(device -> Files.exists(folder(device.getKey())))
                .gather(Gatherers.mapConcurrent(WORKERS, device -> new Checked(device.getKey(),
                        check.problems(folder(device.getKey()), device.getValue()))))
                .iterator();
        int done = 0;
        while (checked.hasNext()) {
            Checked device = checked.next();
            device.problems().forEach(problem -> findings.problem(DEVICES + "/" + device.name(), problem));
            progress.checked(++done, listed.size());
        }
        if (findings.problemCount() == before) {
            findings.checked(String.format(Locale.ROOT, "%,d devices: each ID is the SHA-256 of its certificate, which"
                    + " the CA signed and to which its key belongs; all IDs are different", done));
        }
    }

    private Path folder(String name) {
        return batch.resolve(DEVICES).resolve(name);
    }
}
