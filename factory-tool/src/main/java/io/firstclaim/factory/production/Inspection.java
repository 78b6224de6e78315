package io.firstclaim.factory.production;

import io.firstclaim.factory.production.Finding.Kind;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What came of an inspection.
///
/// @param findings     devices first, then CAs, then files, then names; each in the order in which they were read
/// @param files        how many files and servers were read
/// @param certificates how many different certificates they hold
public record Inspection(List<Finding> findings, int files, int certificates) {
    public Inspection {
        findings = List.copyOf(findings);
    }

    /// The lines of one kind.
    public List<Finding> of(Kind kind) {
        return findings.stream().filter(finding -> finding.kind() == kind).toList();
    }

    /// The devices that can be enrolled.
    public List<Finding> usableDevices() {
        return of(Kind.DEVICE).stream().filter(Finding::isUsable).toList();
    }

    /// Whether there are devices, all of them usable, and nothing was left unread.
    public boolean isAllUsable() {
        return !of(Kind.DEVICE).isEmpty() && findings.stream().allMatch(Finding::isUsable);
    }

    /// The findings of each reason, the worst reasons first.
    public Map<Reason, List<Finding>> byReason() {
        Map<Reason, List<Finding>> byReason = new EnumMap<>(Reason.class);
        for (Reason reason : Reason.values()) {
            List<Finding> those = findings.stream().filter(finding -> finding.has(reason)).toList();
            if (!those.isEmpty()) {
                byReason.put(reason, those);
            }
        }
        return byReason;
    }
}
