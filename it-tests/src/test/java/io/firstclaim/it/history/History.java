package io.firstclaim.it.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/// Writes down what the clients of one process ask for and are told, from any thread.
public final class History {
    private final long begun = System.nanoTime();
    private final ConcurrentLinkedQueue<Pending> calls = new ConcurrentLinkedQueue<>();
    private final Map<String, Watch> watches = new ConcurrentHashMap<>();

    /// A call is made now.
    public Pending begin(String client, Call call) {
        Pending pending = new Pending(client, call, now());
        calls.add(pending);
        return pending;
    }

    private long now() {
        return System.nanoTime() - begun;
    }

    /// A call that has no answer yet. Without one it is unknown what became of it.
    public final class Pending {
        private final String client;
        private final Call call;
        private final long invoked;
        private final AtomicReference<Operation> ended = new AtomicReference<>();

        private Pending(String client, Call call, long invoked) {
            this.client = client;
            this.call = call;
            this.invoked = invoked;
        }

        /// The answer came now.
        public void end(Answer answer) {
            long returned = answer instanceof Answer.Unknown ? Operation.NEVER : now();
            if (!ended.compareAndSet(null, new Operation(client, call, invoked, returned, answer))) {
                throw new IllegalStateException("a second answer to " + call + ": " + answer);
            }
        }

        private Operation operation() {
            Operation known = ended.get();
            return known != null
                    ? known
                    : new Operation(client, call, invoked, Operation.NEVER, new Answer.Unknown("no answer yet"));
        }
    }

    /// A follower of an account's events begins to watch.
    public Watch watch(String follower, String account) {
        return watches.computeIfAbsent(follower, name -> new Watch(name, account));
    }

    /// What a follower of an account's events was told, in the order in which it came.
    public static final class Watch {
        private final String follower;
        private final String account;
        private final List<Told> told = new ArrayList<>();

        private Watch(String follower, String account) {
            this.follower = follower;
            this.account = account;
        }

        /// The next event came.
        public synchronized void hear(Told event) {
            told.add(event);
        }

        /// The position from which to go on.
        public synchronized long position() {
            return told.isEmpty() ? 0 : told.getLast().position();
        }

        /// All that came.
        public synchronized Stream stream() {
            return new Stream(follower, account, List.copyOf(told));
        }
    }

    /// An event as a follower heard it.
    ///
    /// @param id the event's own
    /// @param deviceId empty where it has none
    public record Told(long position, String id, Kind kind, String enrollmentId, String deviceId) {
        /// What it is about.
        public enum Kind {
            /// The device was listed.
            ENROLLED,
            /// The device was claimed by its enrollment.
            CLAIMED,
            /// The device came in as one that the factory assigned.
            PRE_ASSIGNED,
            /// The enrollment was cancelled.
            CANCELLED,
            /// Anything else.
            OTHER
        }
    }

    /// What a follower was told.
    public record Stream(String follower, String account, List<Told> events) {}

    /// All calls so far, by the time at which they were made.
    public List<Operation> operations() {
        return calls.stream().map(Pending::operation).sorted(Comparator.comparingLong(Operation::invoked)).toList();
    }

    /// All that followers were told so far.
    public List<Stream> streams() {
        return watches.values().stream().map(Watch::stream).sorted(Comparator.comparing(Stream::follower)).toList();
    }
}
