package io.firstclaim.it.history;

import io.firstclaim.it.history.Answer.Why;
import io.firstclaim.it.history.History.Stream;
import io.firstclaim.it.history.History.Told;
import io.firstclaim.it.history.History.Told.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A history that a test tells, with times as small numbers.
final class Tale {
    private final List<Operation> operations = new ArrayList<>();
    private final List<Stream> streams = new ArrayList<>();
    private final Map<String, Integer> quotas;

    /// @param quotas of the accounts
    Tale(Map<String, Integer> quotas) {
        this.quotas = quotas;
    }

    Tale did(long from, long to, Call call, Answer answer) {
        operations.add(new Operation("client", call, from, to, answer));
        return this;
    }

    Tale mayHaveDone(long from, Call call) {
        return did(from, Operation.NEVER, call, new Answer.Unknown("no answer"));
    }

    Tale listed(long from, long to, String account, String device) {
        return did(from, to, enroll(account, device), new Answer.Enrolled(line(account, device)));
    }

    Tale found(long from, long to, String account, String device) {
        return did(from, to, enroll(account, device), new Answer.Taken());
    }

    Tale cancelled(long from, long to, String account, String device) {
        return did(from, to, cancel(account, device), new Answer.Cancelled());
    }

    Tale letIn(long from, long to, String account, String device) {
        return did(from, to, bootstrap(device), new Answer.LetIn(account));
    }

    Tale refused(long from, long to, Why why, String device) {
        return did(from, to, bootstrap(device), new Answer.Refused(why));
    }

    Tale registered(long from, long to, String account, String deviceId, String device) {
        return did(from, to, new Call.Register(device), new Answer.Held(account, deviceId));
    }

    Tale heard(String follower, String account, Told... events) {
        streams.add(new Stream(follower, account, List.of(events)));
        return this;
    }

    static Told event(long position, Kind kind, String device, String deviceId) {
        return new Told(position, "event-" + position, kind, device, deviceId);
    }

    static Call enroll(String account, String device) {
        return new Call.Enroll(device, account, "request of " + account);
    }

    static Call cancel(String account, String device) {
        return new Call.Cancel(device, account, line(account, device));
    }

    static Call bootstrap(String device) {
        return new Call.Bootstrap(device, null, false);
    }

    private static String line(String account, String device) {
        return account + "'s line of " + device;
    }

    List<String> violations() {
        List<Operation> ordered = operations.stream().sorted(Comparator.comparingLong(Operation::invoked)).toList();
        return new HistoryChecker(quotas).violations(ordered, streams);
    }
}
