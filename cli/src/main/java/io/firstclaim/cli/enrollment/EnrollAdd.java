package io.firstclaim.cli.enrollment;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.factory.InspectionOptions;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
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
                "  firstclaim enroll add --csv batch/enrollments.csv",
                "  firstclaim enroll add --from production --ca maker.pem --report report.csv --dry-run"})
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

    @Option(names = "--from", paramLabel = "PATH", arity = "1..*", description = "The usable ones of the devices that others made, whose certificates are in these files and folders; - is standard input.")
    private List<String> productions = new ArrayList<>();

    @Mixin
    private final InspectionOptions inspection = new InspectionOptions();

    @Option(names = "--dry-run", description = "Ask no core: only say what would be listed.")
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
        if (inspection.areGiven() && !inspects) {
            throw new CommandFailed(ExitCode.USAGE, "the options of an inspection need --from or --tls");
        }
        List<String> ids = new ArrayList<>(
                devices.stream().map(device -> EnrollmentIds.of(device).toString()).toList());
        EnrollmentReport report = EnrollmentReport.start(console, output.isJson());
        if (inspects) {
            ids.addAll(report.addInspected(inspection.inspect(console, productions, Clock.systemUTC())));
        }
        if (dryRun) {
            forEach(ids, report::addWished);
        } else if (!ids.isEmpty() || csv != null) {
            core.run(console, channel -> {
                var batches = new EnrollmentBatches(EnrollmentServiceGrpc.newBlockingStub(channel), report);
                forEach(ids, batches::add);
                batches.flush();
            });
        }
        return report.end().number();
    }

    private void forEach(List<String> ids, Consumer<String> device) {
        ids.forEach(device);
        if (csv != null) {
            EnrollmentIds.readCsv(csv, device);
        }
    }
}
