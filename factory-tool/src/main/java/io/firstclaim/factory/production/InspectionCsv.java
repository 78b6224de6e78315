package io.firstclaim.factory.production;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.firstclaim.factory.FactoryException;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The report as CSV, and the list of the usable devices in the form of a batch's `enrollments.csv`.
///
/// What strangers wrote stands in both, and spreadsheets take a cell that begins with `=`, `+`, `-` or `@` for a formula. Such a cell is written with an
/// apostrophe before it, which spreadsheets take for the mark of a text. Control characters are replaced before that.
public final class InspectionCsv {
    private InspectionCsv() {}

    /// Writes one line for each finding. A file of that name is replaced when all is written.
    public static void writeReport(Inspection inspection, Path file) {
        write(file, csv -> {
            csv.writeRecord("kind", "verdict", "source", "enrollment_identity", "endpoint_name", "subject", "issuer",
                    "not_after", "reasons", "details", "what_to_do");
            inspection.findings().forEach(finding -> csv.writeRecord(finding.kind().name().toLowerCase(Locale.ROOT),
                    finding.verdict(), cell(finding.source()), Objects.toString(finding.enrollmentId(), ""),
                    cell(Objects.toString(finding.endpointName(), "")), cell(finding.subject()), cell(finding.issuer()),
                    Objects.toString(finding.notAfter(), ""),
                    finding.remarks().stream().map(remark -> remark.reason().name()).collect(Collectors.joining(" ")),
                    cell(finding.remarks().stream().map(Remark::toString).collect(Collectors.joining(" "))),
                    finding.remarks().stream().map(remark -> remark.reason().action()).distinct()
                            .collect(Collectors.joining(" "))));
        });
    }

    /// Writes the enrollment IDs and endpoint names of the usable devices. A file of that name is replaced when all is written.
    public static void writeEnrollments(Inspection inspection, Path file) {
        write(file, csv -> {
            csv.writeRecord("enrollment_identity", "endpoint_name");
            inspection.usableDevices().forEach(device -> csv.writeRecord(String.valueOf(device.enrollmentId()),
                    cell(Objects.toString(device.endpointName(), ""))));
        });
    }

    private static String cell(String text) {
        return !text.isEmpty() && "=+-@".indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }

    private static void write(Path file, Consumer<CsvWriter> lines) {
        Path folder = file.toAbsolutePath().getParent();
        try {
            Path staged = Files.createTempFile(folder, ".report-", ".csv");
            try {
                try (Writer out = Files.newBufferedWriter(staged, StandardCharsets.UTF_8);
                        CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out)) {
                    lines.accept(csv);
                }
                replace(staged, file);
            } finally {
                Files.deleteIfExists(staged);
            }
        } catch (IOException failed) {
            throw FactoryException.of("cannot write", file, failed);
        }
    }

    private static void replace(Path staged, Path file) throws IOException {
        try {
            Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(staged, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
