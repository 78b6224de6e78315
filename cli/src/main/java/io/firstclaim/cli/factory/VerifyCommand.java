package io.firstclaim.cli.factory;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.CertificateFile;
import io.firstclaim.factory.shipping.Manifest;
import io.firstclaim.factory.shipping.VerificationReport;
import io.firstclaim.factory.shipping.VerificationReport.Problem;
import io.firstclaim.factory.shipping.VerifyShipment;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `factory verify`.
@Command(name = "verify", description = "Checks, offline, that a bundle is what its maker packed, or that a batch folder holds together: signature, "
        + "every file, every enrollment ID; in a batch also every certificate and key.", footer = {"%nExamples:",
                "  firstclaim factory verify batch.zip --ca-fingerprint AD:1E:CE:...",
                "  firstclaim factory verify batch.zip --ca maker-ca.pem", "  firstclaim factory verify batch"})
public final class VerifyCommand implements Runnable {
    private static final Pattern CONTROL = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Console console;

    @Parameters(paramLabel = "BUNDLE", description = "The zip, the folder that it was unpacked to, or the batch's folder in the factory.")
    private Path shipment = Path.of("");

    @ArgGroup
    private @Nullable Expected expected;

    @Option(names = "--json", order = 800, description = "Print the report as a line of JSON.")
    private boolean json;

    public VerifyCommand(Console console) {
        this.console = console;
    }

    /// The CA that it must be, told by the maker.
    private static final class Expected {
        @Option(names = "--ca", paramLabel = "FILE", required = true, description = "The maker's CA certificate, PEM or DER, from a source that you trust.")
        private @Nullable Path file;

        @Option(names = "--ca-fingerprint", paramLabel = "HEX", required = true, description = "Its SHA-256 fingerprint, with or without colons, told by the maker.")
        private @Nullable String fingerprint;

        Fingerprint read() {
            if (file != null) {
                return Fingerprint.of(CertificateFile.read(file).only());
            }
            String text = String.valueOf(fingerprint);
            String hex = text.replace(":", "");
            if (!hex.matches("[0-9A-Fa-f]{64}")) {
                throw new CommandFailed(ExitCode.USAGE,
                        "--ca-fingerprint " + text + ": expected the 64 hex characters of a SHA-256");
            }
            return Fingerprint.ofBytes(HexFormat.of().parseHex(hex));
        }
    }

    /// The JSON form.
    private record Verified(String kind, boolean good, @Nullable String caSubject, @Nullable String caFingerprint,
            @Nullable Boolean caExpected, @Nullable String batch, @Nullable Integer devices,
            @Nullable Boolean testOnly, List<String> checked, List<Problem> problems, int problemCount,
            List<String> notes) {}

    @Override
    public void run() {
        WorkBar bar = new WorkBar(console, "checked", System::nanoTime);
        VerificationReport report;
        try {
            report = new VerifyShipment(bar::at).verify(shipment, expected == null ? null : expected.read());
        } finally {
            bar.end();
        }
        if (json) {
            console.out().println(JsonLine.of(json(report)));
        } else {
            print(report);
        }
        console.out().flush();
        if (!report.isGood()) {
            throw new CommandFailed(ExitCode.FAILED, shipment + " is not as it was made: " + report.problemCount()
                    + (report.problemCount() == 1 ? " problem" : " problems"));
        }
    }

    private void print(VerificationReport report) {
        Manifest manifest = report.manifest();
        if (manifest != null) {
            line("batch",
                    manifest.batch() + (manifest.testOnly() ? "  (FOR TESTS ONLY: its keys came from a seed)" : ""));
            line("made", manifest.created() + " by " + manifest.tool());
            line("devices", manifest.devices().total() + (manifest.devices().preAssigned() == 0
                    ? ", first-to-claim"
                    : ", of them pre-assigned " + manifest.devices().preAssigned()));
        }
        if (report.caFingerprint() != null) {
            line("CA", String.valueOf(report.caSubject()));
            line("fingerprint", report.caFingerprint() + (report.caExpected() == null
                    ? "  (not compared)"
                    : report.caExpected() ? "  (as expected)" : "  (NOT the expected one)"));
        }
        report.checked().forEach(checked -> line("checked", checked));
        report.notes().forEach(note -> line("note", note));
        report.problems().forEach(problem -> line("PROBLEM", problem.where() + ": " + problem.what()));
        if (report.problemCount() > report.problems().size()) {
            line("PROBLEM", "and " + (report.problemCount() - report.problems().size()) + " more");
        }
        if (report.isGood()) {
            line("result", report.caExpected() == null
                    ? "consistent with itself; whose it is was not checked: the maker's CA was not given"
                    : "good");
        }
    }

    /// What stands in a bundle may be a stranger's: it must not move the terminal's cursor nor turn the text
    /// around.
    private void line(String what, String text) {
        console.out().printf("%-12s %s%n", what, CONTROL.matcher(text).replaceAll("\uFFFD"));
    }

    private static Verified json(VerificationReport report) {
        Manifest manifest = report.manifest();
        return new Verified(report.kind(), report.isGood(), report.caSubject(), report.caFingerprint(),
                report.caExpected(), manifest == null ? null : manifest.batch(),
                manifest == null ? null : manifest.devices().total(), manifest == null ? null : manifest.testOnly(),
                report.checked(), report.problems(), report.problemCount(), report.notes());
    }
}
