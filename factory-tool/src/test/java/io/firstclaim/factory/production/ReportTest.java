package io.firstclaim.factory.production;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.firstclaim.factory.FactoryException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    @TempDir
    Path folder = Path.of("");

    private static final Issuer MAKER = Issuer.root("Maker");

    private List<CsvRecord> lines(Path file) throws IOException {
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            return reader.stream().toList();
        }
    }

    @Test
    void theReportHasALineForEachFindingAndTheListTheUsableDevices() throws IOException {
        Intake intake = new Intake(folder);
        intake.put("a.pem", MAKER.device("meter-1"));
        intake.put("b.pem", MAKER.device("meter-2", wish -> wish.keys = Issuer.rsa()));
        intake.put("notes.txt", "x".getBytes(StandardCharsets.UTF_8));
        Inspection inspection = intake.inspect(intake.ca(MAKER.certificate()));
        Path report = folder.resolve("report.csv");
        Path enrollments = folder.resolve("enrollments.csv");

        InspectionCsv.writeReport(inspection, report);
        InspectionCsv.writeReport(inspection, report);
        InspectionCsv.writeEnrollments(inspection, enrollments);

        List<CsvRecord> lines = lines(report);
        assertThat(lines).hasSize(5);
        assertThat(lines).extracting(line -> line.getField(0) + " " + line.getField(1)).containsExactly(
                "kind verdict", "device usable", "device unusable", "ca usable", "file passed over");
        assertThat(lines.get(2).getFields()).contains("NOT_P256", "meter-2",
                "Its key is not on P-256: the key is RSA.");
        assertThat(lines(enrollments)).extracting(line -> line.getField(1)).containsExactly("endpoint_name", "meter-1");
        assertThat(lines(enrollments).getLast().getField(0)).matches("A-([0-9A-F]{2}:){31}[0-9A-F]{2}");
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.filter(file -> file.toString().contains(".report-"))).isEmpty();
        }
    }

    @Test
    void whatStrangersWroteIsNoFormulaAndForgesNoLine() throws IOException {
        Intake intake = new Intake(folder);
        for (String name : List.of("=1+1", "+1", "-1", "@x", "a\",\"b", "a\nb", "ü\u001b[31m")) {
            intake.put("f" + name.hashCode() + ".pem", MAKER.device(name));
        }
        Inspection inspection = intake.inspect(intake.ca(MAKER.certificate()));
        Path report = folder.resolve("report.csv");
        Path enrollments = folder.resolve("enrollments.csv");

        InspectionCsv.writeReport(inspection, report);
        InspectionCsv.writeEnrollments(inspection, enrollments);

        assertThat(lines(report)).hasSize(9).extracting(line -> line.getField(4)).contains("'=1+1", "'+1", "'-1", "'@x",
                "a\",\"b", "a\uFFFDb", "ü\uFFFD[31m");
        assertThat(Stream.concat(lines(report).stream(), lines(enrollments).stream()))
                .allSatisfy(line -> assertThat(line.getFields()).noneMatch(
                        cell -> Pattern.compile("^[=+@-]|\\p{Cntrl}").matcher(cell).find()));
        assertThat(lines(enrollments)).hasSize(6);
    }

    @Test
    void aReportThatCannotBeWrittenIsSaid() {
        Inspection nothing = new Inspection(List.of(), 0, 0);
        assertThatExceptionOfType(FactoryException.class)
                .isThrownBy(() -> InspectionCsv.writeReport(nothing, folder.resolve("missing/report.csv")))
                .withMessageContaining("cannot write");
    }

    @Test
    void theDocumentSaysOfEachReasonWhatTheToolSays() throws IOException {
        List<String> documented = Files.readAllLines(Path.of("..", "docs", "import.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z0-9_]+` \\|.*")).toList();

        assertThat(documented).isEqualTo(Stream.of(Reason.values())
                .map(reason -> "| `%s` | %s | %s | %s | %s |".formatted(reason,
                        reason.severity().name().toLowerCase(Locale.ROOT), reason.refusedBy().words(),
                        reason.text(), reason.action()))
                .toList());
    }

    @Test
    void theDocumentNamesTheLimits() throws IOException {
        assertThat(Files.readString(Path.of("..", "docs", "import.md"))).contains(
                ReadProduction.MAX_FILE_BYTES / 1024 / 1024 + " MiB a file", ReadProduction.MAX_DEPTH + " folders deep",
                String.format(Locale.ROOT, "%,d files a folder", ReadProduction.MAX_FILES),
                String.format(Locale.ROOT, "%,d certificates and %d MiB", Production.MAX_CERTIFICATES,
                        Production.MAX_BYTES / 1024 / 1024),
                PeerChain.TIME_LIMIT.toSeconds() + " seconds");
    }

    @Test
    void aListOfNamesThatContradictsItselfOrLacksAValueIsRefused() {
        Intake intake = new Intake(folder);
        assertThat(intake.names("a.pem,one", "a.pem,one", "", "b/a.pem,two").notFound()).hasSize(2);
        for (String lines : List.of("a.pem,one\na.pem,two", "a.pem", "a.pem,", ",one", "A-00:11,one", "B-00:11,one")) {
            assertThatExceptionOfType(FactoryException.class).as(lines).isThrownBy(() -> intake.names(lines))
                    .withMessageContaining(", line ");
        }
    }
}
