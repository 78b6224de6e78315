package io.firstclaim.cli.factory;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.factory.production.Inspection;
import io.firstclaim.factory.production.InspectionCsv;
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

/// `factory inspect`.
@Command(name = "inspect", description = "Says which devices that others made can be claimed, and all that is wrong with the others. Reads PEM, DER, "
        + "PKCS#7 and PKCS#12, whatever the files are called; of private keys nothing is taken. Needs no server.", footer = {
                "%nExamples:",
                "  firstclaim factory inspect production --ca maker.pem --report report.csv",
                "  firstclaim factory inspect production --ca maker.pem --enrollments enrollments.csv",
                "  firstclaim factory inspect --tls 192.0.2.7:443 --ca maker.pem",
                "  firstclaim factory inspect - --json"})
public final class Inspect implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final InspectionOptions options = new InspectionOptions();

    @Parameters(paramLabel = "PATH", arity = "0..*", description = "Files, folders with all that is in them, or - for standard input.")
    private List<String> paths = new ArrayList<>();

    @Option(names = "--enrollments", paramLabel = "FILE", description = "Write the enrollment IDs of the usable devices as CSV, for 'enroll add --csv'.")
    private @Nullable Path enrollments;

    @Option(names = "--json", order = 800, description = "Print what was found of each certificate and file as a line of JSON.")
    private boolean json;

    public Inspect(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (paths.isEmpty() && !options.asksServers()) {
            throw new CommandFailed(ExitCode.USAGE, "nothing to inspect: give files, folders, - or --tls");
        }
        Inspection inspection = options.inspect(console, paths, Clock.systemUTC());
        if (enrollments != null) {
            InspectionCsv.writeEnrollments(inspection, enrollments);
        }
        if (json) {
            inspection.findings().forEach(finding -> console.out().println(JsonLine.of(InspectionLine.of(finding))));
            console.out().flush();
        } else {
            new InspectionText(inspection, console.out()).print();
        }
        return (inspection.isAllUsable() ? ExitCode.OK : ExitCode.FAILED).number();
    }
}
