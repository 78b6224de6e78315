package io.firstclaim.it.history;

import io.firstclaim.it.history.History.Told;
import io.firstclaim.it.history.History.Told.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an account was told of one device by its events, beside what was acknowledged.
///
/// @param told the account's events of the device
/// @param asked what all clients asked about the device
record Books(String account, List<Told> told, List<Operation> asked) {
    /// What does not balance.
    List<String> objections() {
        List<String> objections = new ArrayList<>();
        balance(objections, Kind.ENROLLED, enrollments().size(), count(Call.Enroll.class, true));
        balance(objections, Kind.CANCELLED, count(Call.Cancel.class, false), count(Call.Cancel.class, true));
        Set<String> known = deviceIds();
        for (String id : known) {
            long claims = told.stream().filter(Books::isClaim).filter(event -> event.deviceId().equals(id)).count();
            if (claims != 1) {
                objections.add(claims + " claims of device id " + id);
            }
        }
        boolean wasLetIn = asked.stream().anyMatch(this::isLetIn);
        boolean maybe = wasLetIn || asked.stream()
                .anyMatch(operation -> operation.call() instanceof Call.Bootstrap && operation.isUnknown());
        boolean isClaimed = told.stream().anyMatch(Books::isClaim);
        if (wasLetIn && !isClaimed) {
            objections.add("the device was let in, but no event says so");
        }
        if (isClaimed && !maybe) {
            objections.add("an event says that the device was claimed, but it was never let in");
        }
        return objections;
    }

    private void balance(List<String> objections, Kind kind, long acknowledged, long unknown) {
        long events = told.stream().filter(event -> event.kind() == kind).count();
        if (events < acknowledged || events > acknowledged + unknown) {
            objections.add(events + " events " + kind + ", but " + acknowledged + " were acknowledged and " + unknown
                    + " are unknown");
        }
    }

    private Set<String> enrollments() {
        return mine(Call.Enroll.class).stream().map(Operation::answer).filter(Answer.Enrolled.class::isInstance)
                .map(Answer.Enrolled.class::cast).map(Answer.Enrolled::enrollment).collect(Collectors.toSet());
    }

    private long count(Class<? extends Call> kind, boolean unknown) {
        return mine(kind).stream().filter(operation -> unknown
                ? operation.isUnknown()
                : operation.answer() instanceof Answer.Cancelled).count();
    }

    private List<Operation> mine(Class<? extends Call> kind) {
        return asked.stream().filter(operation -> kind.isInstance(operation.call()))
                .filter(operation -> switch (operation.call()) {
                    case Call.Enroll call -> call.account().equals(account);
                    case Call.Cancel call -> call.account().equals(account);
                    case Call.Bootstrap _,Call.Register _,Call.LookUp _ -> false;
                }).toList();
    }

    private Set<String> deviceIds() {
        return asked.stream().map(Operation::answer).filter(Answer.Held.class::isInstance).map(Answer.Held.class::cast)
                .filter(held -> held.account().equals(account)).map(Answer.Held::deviceId)
                .collect(Collectors.toSet());
    }

    private boolean isLetIn(Operation operation) {
        return operation.answer() instanceof Answer.LetIn(var owner) && owner.equals(account);
    }

    private static boolean isClaim(Told event) {
        return event.kind() == Kind.CLAIMED || event.kind() == Kind.PRE_ASSIGNED;
    }
}
