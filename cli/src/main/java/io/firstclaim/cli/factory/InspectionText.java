package io.firstclaim.cli.factory;

import io.firstclaim.factory.production.Finding;
import io.firstclaim.factory.production.Finding.Kind;
import io.firstclaim.factory.production.Inspection;
import io.firstclaim.factory.production.Reason;
import io.firstclaim.factory.production.Severity;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;

/// An inspection in words: how many devices are usable, and for each reason how many are concerned, the first of them, and what to do.
final class InspectionText {
    /// How many are shown of each reason; the report has all.
    private static final int SHOWN = 3;

    private final Inspection inspection;
    private final PrintWriter out;

    InspectionText(Inspection inspection, PrintWriter out) {
        this.inspection = inspection;
        this.out = out;
    }

    void print() {
        Map<Reason, List<Finding>> byReason = inspection.byReason();
        int devices = inspection.of(Kind.DEVICE).size();
        int usable = inspection.usableDevices().size();
        out.println(counted(inspection.files(), "file") + ", " + counted(inspection.certificates(), "certificate")
                + ": " + counted(devices, "device") + ", " + usable + " usable, " + (devices - usable) + " unusable");
        print("UNUSABLE", Severity.UNUSABLE, byReason);
        print("WARNING", Severity.WARNING, byReason);
        byReason.forEach((reason, findings) -> {
            if (reason.severity() == Severity.NOTE) {
                out.println("note      " + reason + "  " + findings.size() + " (" + findings.getFirst().source()
                        + (findings.size() > 1 ? ", …)" : ")"));
            }
        });
        if (devices == 0) {
            out.println("No certificate of a device was found.");
        }
        inspection.of(Kind.CA).stream().filter(ca -> ca.isUsable() && !ca.has(Reason.CA_ISSUED_NONE))
                .forEach(ca -> out.println("CA        " + ca.source() + "  " + ca.subject()));
        out.flush();
    }

    private void print(String word, Severity severity, Map<Reason, List<Finding>> byReason) {
        byReason.forEach((reason, findings) -> {
            if (reason.severity() == severity) {
                out.println("%-8s  %s  %d".formatted(word, reason, findings.size()));
                out.println("          " + reason.text() + " " + reason.action());
                findings.stream().limit(SHOWN).forEach(finding -> out.println("            " + line(finding, reason)));
                if (findings.size() > SHOWN) {
                    out.println("            and " + (findings.size() - SHOWN) + " more");
                }
            }
        });
    }

    private static String line(Finding finding, Reason reason) {
        String detail = finding.remarks().stream().filter(remark -> remark.reason() == reason).findFirst()
                .map(remark -> remark.detail()).orElse("");
        return finding.source() + (finding.endpointName() == null ? "" : "  " + finding.endpointName())
                + (detail.isEmpty() ? "" : "  (" + detail + ")");
    }

    private static String counted(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }
}
