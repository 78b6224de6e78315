package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.Table;
import io.firstclaim.proto.claim.v1.EnrollmentCheck;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentResponse;
import io.firstclaim.proto.claim.v1.Refusal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/// An explanation as a person reads it.
final class ExplanationScreen {
    /// Fail for a device that is in, and has not come so far yet.
    private static final Set<String> ON_ITS_WAY = Set.of("bootstrapped", "registered");
    private static final String GREEN = "\u001b[32m";
    private static final String RED = "\u001b[31m";
    private static final String PLAIN = "\u001b[0m";

    private final Console console;

    ExplanationScreen(Console console) {
        this.console = console;
    }

    /// Whether the device is let in, or would be.
    static boolean isLetIn(ExplainEnrollmentResponse told) {
        return told.getFailedCheck().isEmpty() || ON_ITS_WAY.contains(told.getFailedCheck());
    }

    void show(ExplainEnrollmentResponse told) {
        if (!told.getEnrollmentIdentity().isEmpty()) {
            line(told.getEnrollmentIdentity());
            line("");
        }
        int width = told.getChecksList().stream().mapToInt(check -> words(check).length()).max().orElse(0);
        told.getChecksList().forEach(check -> line("  " + mark(check) + " " + words(check)
                + " ".repeat(width - words(check).length() + 2) + check.getDetail()));
        line("");
        if (!told.getMessage().isEmpty()) {
            line("The device shows:  " + told.getMessage());
        } else {
            line(outcome(told));
        }
        if (!told.getAction().isEmpty()) {
            line("What to do:        " + told.getAction());
        }
        console.out().flush();
    }

    private static String outcome(ExplainEnrollmentResponse told) {
        if (told.getEnrollmentIdentity().isEmpty()) {
            return "Which device that is, is not known.";
        }
        if (!isLetIn(told)) {
            return "The device does not come to this account.";
        }
        return told.getChecksList().stream().anyMatch(check -> ON_ITS_WAY.contains(check.getName()))
                ? "The device is in."
                : "The device would be let in.";
    }

    /// When and why it was turned away before.
    void showDenials(List<Refusal> denials) {
        if (denials.isEmpty()) {
            return;
        }
        line("");
        Table table = new Table(List.of("TURNED AWAY", "TIMES", "WITH", "ENDPOINT NAME"));
        denials.forEach(denial -> table.add(List.of(
                Instant.ofEpochSecond(denial.getLastSeenTime().getSeconds()).toString(),
                String.valueOf(denial.getCount()), denial.getMessage(), denial.getEndpointName())));
        table.print(console.out(), true);
    }

    private String mark(EnrollmentCheck check) {
        String mark = check.getPassed() ? "✓" : "✗";
        return console.colours() ? (check.getPassed() ? GREEN : RED) + mark + PLAIN : mark;
    }

    private static String words(EnrollmentCheck check) {
        return check.getName().replace('_', ' ');
    }

    private void line(String text) {
        console.out().println(text);
    }
}
