package io.firstclaim.benchmarks.load;

import io.firstclaim.benchmarks.load.Outcome.End;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/// How many visits ended.
///
/// @param millis
///            how long each took that ended as it was wanted, in no order
/// @param seconds
///            from the first beginning to the last end
/// @param writes
///            requests of the server in one of them
/// @param bytes
///            of payload in one of them
/// @param complaint
///            what one of the others was told, or died of; empty when there are none
public record Visits(Map<End, Long> ends, List<Double> millis, double seconds, int writes, int bytes,
        String complaint) {
    public Visits {
        ends = Map.copyOf(ends);
        millis = List.copyOf(millis);
    }

    /// How many ended so.
    public long count(End end) {
        return ends.getOrDefault(end, 0L);
    }

    /// All of them.
    public long count() {
        return ends.values().stream().mapToLong(Long::longValue).sum();
    }

    /// Takes outcomes from many threads.
    static final class Tally {
        private record Taken(Outcome outcome, long nanos) {}

        private final ConcurrentLinkedQueue<Taken> taken = new ConcurrentLinkedQueue<>();
        private final End wanted;
        private final long began = System.nanoTime();

        Tally(End wanted) {
            this.wanted = wanted;
        }

        void add(Outcome outcome, long nanos) {
            taken.add(new Taken(outcome, nanos));
        }

        Visits sum() {
            double seconds = (System.nanoTime() - began) / (double) TimeUnit.SECONDS.toNanos(1);
            var ends = new EnumMap<End, Long>(End.class);
            var millis = new ArrayList<Double>();
            var like = new Outcome(wanted, 0, 0, "");
            var complaint = "";
            for (var each : taken) {
                ends.merge(each.outcome().end(), 1L, Long::sum);
                if (each.outcome().end() == wanted) {
                    millis.add(each.nanos() / (double) TimeUnit.MILLISECONDS.toNanos(1));
                    like = each.outcome();
                } else {
                    complaint = each.outcome().detail();
                }
            }
            return new Visits(ends, millis, seconds, like.writes(), like.bytes(), complaint);
        }
    }
}
