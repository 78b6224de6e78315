package io.firstclaim.cli.fleet;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.process.StopSignal;
import io.firstclaim.simulator.fleet.Fleet;
import io.firstclaim.simulator.fleet.FleetPlan;
import io.firstclaim.simulator.fleet.FleetReport;
import io.firstclaim.simulator.fleet.FleetReportJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// `fleet`.
@Command(name = "fleet", description = "Runs the devices of a batch, all in this process, against any server: they bootstrap, register and try again as real ones do, with "
        + "whatever is to happen to them on the way. Ends with 0 when each is where it should be, under one id of its own. The folders of the "
        + "devices are only read: each run begins with devices that are new from the factory.", footer = {
                "%nExamples:",
                "  firstclaim fleet batch",
                "  firstclaim fleet batch --rate 100/s --reboot 10%%@any --report report.json",
                "  firstclaim fleet batch --count 1000 --profile both:30%% --ramp 60s --seed 7 --stay 10m",
                "  firstclaim fleet batch --bootstrap-uri coaps://iot.example:5684 --until settled"})
public final class FleetCommand implements Callable<Integer> {
    private final Console console;

    @Mixin
    private final FleetOptions options = new FleetOptions();

    @Option(names = "--report", paramLabel = "FILE", description = "Write the report there, as JSON.")
    private @Nullable Path reportFile;

    @Option(names = "--quiet", description = "Show nothing while it runs.")
    private boolean quiet;

    @Option(names = "--json", order = 800, description = "Print the report as JSON.")
    private boolean json;

    public FleetCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        FleetPlan plan = options.plan();
        Fleet fleet = fleet(plan);
        createReport();
        try (StopSignal _ = StopSignal.interrupting()) {
            FleetReport report;
            try (FleetView _ = quiet ? FleetView.NONE : FleetView.of(console, fleet, plan)) {
                report = fleet.run();
            }
            write(report);
            return (report.good() ? ExitCode.OK : ExitCode.FAILED).number();
        }
    }

    private static Fleet fleet(FleetPlan plan) {
        try {
            return new Fleet(plan);
        } catch (IllegalArgumentException refused) {
            throw new CommandFailed(ExitCode.USAGE, "--bootstrap-uri: " + refused.getMessage(), refused);
        } catch (IllegalStateException tooFewFiles) {
            throw new CommandFailed(ExitCode.FAILED, String.valueOf(tooFewFiles.getMessage()), tooFewFiles);
        }
    }

    /// Before the run and not after it is the time to say that the file can't be written.
    private void createReport() {
        writeReport("");
    }

    private void write(FleetReport report) {
        String text = FleetReportJson.of(report);
        writeReport(text);
        if (json) {
            console.out().print(text);
        } else {
            FleetSummary.of(report).forEach(console.out()::println);
        }
        console.out().flush();
        if (reportFile != null) {
            console.note("the report is in " + reportFile);
        }
    }

    private void writeReport(String text) {
        if (reportFile != null) {
            try {
                Files.writeString(reportFile, text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
