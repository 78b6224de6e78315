package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.enrollment.BulkJobs.Reports;
import io.firstclaim.cli.factory.InspectionOptions;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `enroll add`.
@Command(name = "add", description = "Puts devices on the account's enrollment list, each by itself: one that fails stops no other. What is given with --from is "
        + "inspected first, as 'factory inspect' does, and only what is usable is listed.", footer = {
                "%nExamples:", "  firstclaim enroll add A-AD:1E:CE:…:30",
                "  firstclaim enroll add batch/devices/meter-000001/bootstrap-device-cert.der",
                "  firstclaim enroll add --csv batch/enrollments.csv --report full.csv --errors errors.csv",
                "  firstclaim enroll add --from production --ca maker.pem --report report.csv --dry-run"})
public final class EnrollAdd implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID|FILE", arity = "0..*", description = "Enrollment IDs, or certificate files of devices (PEM or DER).")
    private List<String> devices = new ArrayList<>();

    @Option(names = "--csv", paramLabel = "FILE", description = "All rows of a CSV file, as the factory writes it: a header line, then an enrollment ID first in each line. A bulk job of the core does it, which goes on when this command is ended.")
    private @Nullable Path csv;

    @Option(names = "--from", paramLabel = "PATH", arity = "1..*", description = "The usable ones of the devices that others made, whose certificates are in these files and folders; - is standard input.")
    private List<String> productions = new ArrayList<>();

    @Mixin
    private final InspectionOptions inspection = new InspectionOptions();

    @Option(names = "--errors", paramLabel = "FILE", description = "Write the rows of the CSV file that failed to this file, as CSV. --report writes what became of each.")
    private @Nullable Path errors;

    @Option(names = "--dry-run", description = "List nothing: only say what would be listed. Of a CSV file the core says it, of all else this command.")
    private boolean dryRun;

    public EnrollAdd(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        boolean inspects = !productions.isEmpty() || inspection.asksServers();
        if (devices.isEmpty() && csv == null && !inspects) {
            throw new CommandFailed(ExitCode.USAGE,
                    "nothing to enroll: give enrollment IDs, certificate files, --csv or --from");
        }
        if ((inspection.areGiven() || (inspection.report() != null && csv == null)) && !inspects) {
            throw new CommandFailed(ExitCode.USAGE, "the options of an inspection need --from or --tls");
        }
        if (errors != null && csv == null) {
            throw new CommandFailed(ExitCode.USAGE, "--errors needs --csv");
        }
        int ended = devices.isEmpty() && !inspects ? ExitCode.OK.number() : addSingly(inspects);
        Path file = csv;
        return file == null ? ended : worse(ended, addAll(file, inspects ? null : inspection.report()));
    }

    /// Those that are named or found, in requests of many.
    private int addSingly(boolean inspects) {
        List<String> ids = new ArrayList<>(
                devices.stream().map(device -> EnrollmentIds.of(device).toString()).toList());
        EnrollmentReport report = EnrollmentReport.start(console, output.isJson());
        if (inspects) {
            ids.addAll(report.addInspected(inspection.inspect(console, productions, Clock.systemUTC())));
        }
        if (dryRun) {
            ids.forEach(report::addWished);
        } else if (!ids.isEmpty()) {
            core.run(console, channel -> {
                var batches = new EnrollmentBatches(EnrollmentServiceGrpc.newBlockingStub(channel), report);
                ids.forEach(batches::add);
                batches.flush();
            });
        }
        return report.end().number();
    }

    /// The rows of a file, by a bulk job of the core.
    private int addAll(Path file, @Nullable Path report) {
        Reports reports = new Reports(report, errors);
        reports.reserve();
        return core.ask(console, channel -> {
            BulkJobs jobs = new BulkJobs(console, output, channel);
            return jobs.show(jobs.watch(jobs.create(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD, dryRun, file)),
                    reports);
        });
    }

    /// What both have in common; FAILED when they failed for different reasons.
    private static int worse(int one, int other) {
        int ok = ExitCode.OK.number();
        return one == ok ? other : other == ok || other == one ? one : ExitCode.FAILED.number();
    }
}
