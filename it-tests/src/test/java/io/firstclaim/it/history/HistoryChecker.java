package io.firstclaim.it.history;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Says what of a history can't be true, from nothing but what clients asked for and were told, and when.
public final class HistoryChecker {
    private final Map<String, Integer> quotas;

    /// @param quotas how many devices each account may own, all the time
    public HistoryChecker(Map<String, Integer> quotas) {
        this.quotas = Map.copyOf(quotas);
    }

    /// Everything that can't be true, as sentences; empty for a history that keeps all rules.
    public List<String> violations(History history) {
        return violations(history.operations(), history.streams());
    }

    List<String> violations(List<Operation> operations, List<History.Stream> streams) {
        List<String> violations = new ArrayList<>(OwnershipRule.violations(operations));
        violations.addAll(QuotaRule.violations(quotas, operations));
        violations.addAll(EventRule.violations(streams, operations));
        return violations;
    }
}
