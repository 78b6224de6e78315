package io.firstclaim.cli.enrollment;

import com.google.gson.Gson;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `enroll job report`.
@Command(name = "report", description = "Shows the report of a bulk job that is done: CSV, a line for each row of its file; with --json an object a line.", footer = {
        "%nExamples:", "  firstclaim enroll job report 0198…2b > full.csv",
        "  firstclaim enroll job report 0198…2b --errors-only --to errors.csv"})
public final class JobReport implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "ID", description = "The job, 32 hex characters.")
    private String id = "";

    @Option(names = "--errors-only", description = "Only the rows that failed.")
    private boolean errorsOnly;

    @Option(names = "--to", paramLabel = "FILE", description = "Write it to this file, as CSV. Default: to the screen.")
    private @Nullable Path to;

    public JobReport(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        core.run(console, channel -> {
            try {
                read(new BulkJobs(console, output, channel));
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        });
    }

    private void read(BulkJobs jobs) throws IOException {
        Path file = to != null ? to : Files.createTempFile("firstclaim", ".csv");
        try {
            try (OutputStream content = Files.newOutputStream(file)) {
                jobs.read(id, errorsOnly
                        ? EnrollmentJobReport.ENROLLMENT_JOB_REPORT_ERRORS
                        : EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL, content);
            }
            if (to != null) {
                output.done(console, "wrote " + to);
            } else if (output.isJson()) {
                showRows(file);
            } else {
                try (Reader content = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                    content.transferTo(console.out());
                }
            }
        } finally {
            console.out().flush();
            if (to == null) {
                Files.delete(file);
            }
        }
    }

    private void showRows(Path file) throws IOException {
        Gson gson = new Gson();
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(Files.newBufferedReader(file, StandardCharsets.UTF_8))) {
            rows.forEach(row -> console.out().println(gson.toJson(row.getFieldsAsMap())));
        }
    }
}
