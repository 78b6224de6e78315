package io.firstclaim.it.history;

import io.firstclaim.it.history.History.Stream;
import io.firstclaim.it.history.History.Told;
import io.firstclaim.it.history.History.Told.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The events of an account, as its followers heard them: dense, each once, the same for all, in an order that can be, and one for each change that was acknowledged.
final class EventRule {
    private final List<Operation> operations;
    private final List<String> violations = new ArrayList<>();

    private EventRule(List<Operation> operations) {
        this.operations = operations;
    }

    /// What can't be true. Followers must have heard all that was acknowledged.
    static List<String> violations(List<Stream> streams, List<Operation> operations) {
        EventRule rule = new EventRule(operations);
        streams.forEach(rule::checkPositions);
        streams.stream().collect(Collectors.groupingBy(Stream::account)).values().forEach(rule::checkAccount);
        return rule.violations;
    }

    private void checkPositions(Stream stream) {
        long expected = 1;
        for (Told event : stream.events()) {
            if (event.position() != expected) {
                violations.add(stream.follower() + " heard position " + event.position() + " where " + expected
                        + " was next");
                return;
            }
            expected++;
        }
    }

    private void checkAccount(List<Stream> ofAccount) {
        Stream longest = ofAccount.stream().max(Comparator.comparingInt(stream -> stream.events().size()))
                .orElseThrow();
        for (Stream stream : ofAccount) {
            for (int i = 0; i < stream.events().size(); i++) {
                if (!stream.events().get(i).equals(longest.events().get(i))) {
                    violations.add(stream.follower() + " heard " + stream.events().get(i) + ", but "
                            + longest.follower() + " " + longest.events().get(i));
                    break;
                }
            }
        }
        checkEachOnce(longest);
        checkOrder(longest);
        checkAgainstAnswers(longest);
    }

    private void checkEachOnce(Stream stream) {
        Set<String> ids = new HashSet<>();
        stream.events().stream().filter(event -> !ids.add(event.id()))
                .forEach(twice -> violations.add(stream.follower() + " heard twice: " + twice));
    }

    /// A device is listed, then claimed, then cancelled; or comes pre-assigned.
    private void checkOrder(Stream stream) {
        Map<String, Kind> last = new HashMap<>();
        for (Told event : stream.events()) {
            Kind before = last.getOrDefault(event.enrollmentId(), Kind.CANCELLED);
            boolean isPossible = switch (event.kind()) {
                case ENROLLED, PRE_ASSIGNED -> before == Kind.CANCELLED;
                case CLAIMED -> before == Kind.ENROLLED;
                case CANCELLED -> before != Kind.CANCELLED;
                case OTHER -> true;
            };
            if (!isPossible) {
                violations.add(stream.follower() + " heard " + event + " after " + before);
            }
            if (event.kind() != Kind.OTHER) {
                last.put(event.enrollmentId(), event.kind());
            }
        }
    }

    private void checkAgainstAnswers(Stream stream) {
        Map<String, List<Told>> told = stream.events().stream().collect(Collectors.groupingBy(Told::enrollmentId));
        Map<String, List<Operation>> asked = operations.stream()
                .collect(Collectors.groupingBy(operation -> operation.call().enrollmentId()));
        Set<String> devices = new HashSet<>(told.keySet());
        devices.addAll(asked.keySet());
        for (String device : devices) {
            Books books = new Books(stream.account(), told.getOrDefault(device, List.of()),
                    asked.getOrDefault(device, List.of()));
            books.objections().forEach(objection -> violations
                    .add(stream.follower() + ", " + device + " of account " + stream.account() + ": " + objection));
        }
    }
}
