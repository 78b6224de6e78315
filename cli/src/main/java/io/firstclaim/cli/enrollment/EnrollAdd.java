package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `enroll add`.
@Command(name = "add", description = "Puts devices on the account's enrollment list, each by itself: one that fails stops no other.", footer = {
        "%nExamples:", "  firstclaim enroll add A-AD:1E:CE:…:30",
        "  firstclaim enroll add batch/devices/meter-000001/bootstrap-device-cert.der",
        "  firstclaim enroll add --csv batch/enrollments.csv"})
public final class EnrollAdd implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID|FILE", arity = "0..*", description = "Enrollment IDs, or certificate files of devices (PEM or DER).")
    private List<String> devices = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "All rows of a CSV file, as the factory writes it: a header line, then an enrollment ID first in each line.")
    private @Nullable Path csv;

    public EnrollAdd(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (devices.isEmpty() && csv == null) {
            throw new CommandFailed(ExitCode.USAGE,
                    "nothing to enroll: give enrollment IDs, certificate files or --csv");
        }
        List<String> ids = devices.stream().map(device -> EnrollmentIds.of(device).toString()).toList();
        EnrollmentReport report = EnrollmentReport.start(console, output.isJson());
        core.run(console, channel -> {
            var batches = new EnrollmentBatches(EnrollmentServiceGrpc.newBlockingStub(channel), report);
            ids.forEach(batches::add);
            if (csv != null) {
                EnrollmentIds.readCsv(csv, batches::add);
            }
            batches.flush();
        });
        return report.end().number();
    }
}
