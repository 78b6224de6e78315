package io.firstclaim.it.history;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Each device by itself: its answers are those of a device that belongs to nobody or to one account at a time, and no two devices have one id.
final class OwnershipRule {
    private OwnershipRule() {}

    /// What can't be true.
    static List<String> violations(List<Operation> operations) {
        List<String> violations = new ArrayList<>(sharedIds(operations));
        Ownership model = new Ownership();
        byDevice(operations).forEach((device, ofDevice) -> {
            if (!Linearization.exists(model, ofDevice)) {
                violations.add("no order of what was done to " + device + " makes all these answers true:\n"
                        + ofDevice.stream().map(Operation::toString).collect(Collectors.joining("\n")));
            }
        });
        return violations;
    }

    private static Map<String, List<Operation>> byDevice(List<Operation> operations) {
        return operations.stream().collect(Collectors.groupingBy(operation -> operation.call().enrollmentId(),
                LinkedHashMap::new, Collectors.toList()));
    }

    private static List<String> sharedIds(List<Operation> operations) {
        Map<String, String> holders = new HashMap<>();
        List<String> shared = new ArrayList<>();
        for (Operation operation : operations) {
            if (operation.answer() instanceof Answer.Held(_, var id)) {
                String device = operation.call().enrollmentId();
                String holder = holders.putIfAbsent(id, device);
                if (holder != null && !holder.equals(device)) {
                    shared.add("device id " + id + " is that of " + holder + " and of " + device);
                }
            }
        }
        return shared;
    }
}
