package io.firstclaim.it.history;

import io.firstclaim.it.history.Answer.Why;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Quotas are exact both ways. Never over: the devices that were the account's for sure at one moment are no more than it may own. Never refused for nothing: while a device was refused, there was a
/// moment at which the devices that may have been the account's were as many.
final class QuotaRule {
    private final Map<String, Integer> quotas;
    private final Map<String, List<Operation>> byDevice;

    private QuotaRule(Map<String, Integer> quotas, List<Operation> operations) {
        this.quotas = quotas;
        this.byDevice = operations.stream()
                .collect(Collectors.groupingBy(operation -> operation.call().enrollmentId()));
    }

    /// What can't be true.
    ///
    /// @param quotas of all accounts, which never change
    static List<String> violations(Map<String, Integer> quotas, List<Operation> operations) {
        QuotaRule rule = new QuotaRule(quotas, operations);
        List<String> violations = new ArrayList<>(rule.accountsOverQuota());
        violations.addAll(rule.wrongRefusals());
        return violations;
    }

    private List<String> accountsOverQuota() {
        List<String> over = new ArrayList<>();
        quotas.forEach((account, quota) -> {
            List<Span> certain = byDevice.values().stream().flatMap(device -> certain(device, account).stream())
                    .toList();
            Span.Crowd crowd = Span.most(certain, new Span(0, Operation.NEVER - 1));
            if (crowd.count() > quota) {
                over.add("account " + account + " may own " + quota + " devices and had " + crowd.count() + " at "
                        + crowd.at());
            }
        });
        return over;
    }

    /// When the device was the account's for sure: from an answer that said so until the account asked to cancel.
    private static List<Span> certain(List<Operation> device, String account) {
        List<Span> spans = new ArrayList<>();
        long free = 0;
        for (Operation operation : device.stream().filter(operation -> isOf(operation, account))
                .sorted(Comparator.comparingLong(Operation::returned)).toList()) {
            long from = operation.returned();
            if (from >= free) {
                long until = device.stream().filter(other -> isCancelOf(other, account))
                        .filter(cancel -> over(cancel, device) > operation.invoked()).mapToLong(Operation::invoked)
                        .min().orElse(Operation.NEVER);
                spans.add(new Span(from, until - 1));
                free = until;
            }
        }
        return spans;
    }

    private static boolean isOf(Operation operation, String account) {
        return switch (operation.answer()) {
            case Answer.LetIn(var owner) -> owner.equals(account);
            case Answer.Held(var owner, _) -> owner.equals(account);
            case Answer.Enrolled _,Answer.Taken _,Answer.Cancelled _,Answer.NotThere _,Answer.Refused _,Answer.Unknown _ ->
                false;
        };
    }

    private static boolean isCancelOf(Operation operation, String account) {
        return operation.call() instanceof Call.Cancel cancel && cancel.account().equals(account);
    }

    /// When a cancellation has done whatever it does. A line that is gone does not come back, so any answer about it ends all that ask for the same.
    private static long over(Operation cancel, List<Operation> device) {
        return device.stream().filter(other -> other.call().equals(cancel.call())).mapToLong(Operation::returned).min()
                .orElse(Operation.NEVER);
    }

    private List<String> wrongRefusals() {
        Map<String, Map<String, List<Span>>> possibleByAccount = new HashMap<>();
        List<String> wrong = new ArrayList<>();
        byDevice.forEach((device, operations) -> {
            Set<String> holders = holders(operations);
            for (Operation refusal : operations.stream().filter(QuotaRule::isRefusedForQuota).toList()) {
                if (holders.stream().allMatch(account -> hadRoomAllTheTime(possibleByAccount
                        .computeIfAbsent(account, this::possible), account, refusal))) {
                    wrong.add("there was room in " + holders + " all the while: " + refusal);
                }
            }
        });
        return wrong;
    }

    /// The accounts that may ever have had the device on their list.
    private static Set<String> holders(List<Operation> device) {
        Set<String> holders = new HashSet<>();
        for (Operation operation : device) {
            if (operation.call() instanceof Call.Enroll call && !(operation.answer() instanceof Answer.Taken)) {
                holders.add(call.account());
            } else if (operation.call() instanceof Call.Bootstrap call && call.preAssigned() && call.aid() != null) {
                holders.add(call.aid());
            }
        }
        return holders;
    }

    private static boolean isRefusedForQuota(Operation operation) {
        return operation.answer() instanceof Answer.Refused(var why) && why == Why.QUOTA;
    }

    private boolean hadRoomAllTheTime(Map<String, List<Span>> possible, String account, Operation refusal) {
        List<Span> others = possible.entrySet().stream()
                .filter(device -> !device.getKey().equals(refusal.call().enrollmentId()))
                .flatMap(device -> device.getValue().stream()).toList();
        return Span.most(others, new Span(refusal.invoked(), refusal.returned())).count() < quotas
                .getOrDefault(account, 0);
    }

    private Map<String, List<Span>> possible(String account) {
        return byDevice.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, device -> possible(device.getValue(), account)));
    }

    /// When the device may have been the account's; spans of one device don't overlap.
    private static List<Span> possible(List<Operation> device, String account) {
        if (!holders(device).contains(account)) {
            return List.of();
        }
        long notBefore = lastProofOfAbsence(device, account);
        List<Span> spans = new ArrayList<>();
        device.stream().filter(operation -> mayClaimFor(operation, account))
                .map(operation -> new Span(Math.max(operation.invoked(), notBefore), endOf(operation, device, account)))
                .sorted(Comparator.comparingLong(Span::from)).forEach(span -> join(spans, span));
        return spans;
    }

    private static void join(List<Span> spans, Span next) {
        if (!spans.isEmpty() && spans.getLast().to() >= next.from()) {
            Span last = spans.removeLast();
            spans.add(new Span(last.from(), Math.max(last.to(), next.to())));
        } else if (next.from() <= next.to()) {
            spans.add(next);
        }
    }

    private static boolean mayClaimFor(Operation operation, String account) {
        return operation.call() instanceof Call.Bootstrap && (operation.isUnknown() || isOf(operation, account));
    }

    /// A device that was refused was not the account's until then, unless the account had asked to cancel before: what is claimed stays claimed.
    private static long lastProofOfAbsence(List<Operation> device, String account) {
        long firstCancel = device.stream().filter(operation -> isCancelOf(operation, account))
                .mapToLong(Operation::invoked).min().orElse(Operation.NEVER);
        return device.stream().filter(operation -> operation.answer() instanceof Answer.Refused)
                .filter(refusal -> refusal.returned() < firstCancel).mapToLong(Operation::invoked).max().orElse(0);
    }

    /// The first cancellation that was acknowledged after the claim, and after which nothing can bring the device back.
    private static long endOf(Operation claim, List<Operation> device, String account) {
        Predicate<Operation> isListing = operation -> operation.call() instanceof Call.Enroll call
                && call.account().equals(account) && !(operation.answer() instanceof Answer.Taken);
        return device.stream().filter(operation -> isCancelOf(operation, account)
                && operation.answer() instanceof Answer.Cancelled
                && operation.returned() > (claim.isUnknown() ? claim.invoked() : claim.returned()))
                .mapToLong(Operation::returned).filter(ended -> !claim.isUnknown()
                        || device.stream().filter(isListing).allMatch(listing -> listing.returned() < ended))
                .min().orElse(Operation.NEVER);
    }
}
