package io.firstclaim.it.history;

import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Whether operations that overlapped can have been done one after the other, each at a moment between its call and its answer, so that every answer was right. What has no answer was
/// done at any moment after its call, or never.
///
/// The search is that of Wing and Gong with the memory of Lowe: a set of operations done and a state are tried once. Of unanswered operations that ask for the same only the first is
/// tried, since it may be done whenever the others may; and none that changes nothing.
///
/// @param <S> the model's states
final class Linearization<S> {
    private final Model<S> model;
    private final List<Operation> operations;
    private final BitSet done = new BitSet();
    private final Set<Tried<S>> tried = new HashSet<>();
    private int answered;

    private record Tried<S>(BitSet done, S state) {}

    private Linearization(Model<S> model, List<Operation> operations) {
        this.model = model;
        this.operations = operations;
        this.answered = (int) operations.stream().filter(operation -> !operation.isUnknown()).count();
    }

    /// Whether there is such an order.
    ///
    /// @param operations of one subject, by the time of their calls
    static <S> boolean exists(Model<S> model, List<Operation> operations) {
        return new Linearization<>(model, operations).canGoOn(model.initial());
    }

    private boolean canGoOn(S state) {
        if (answered == 0) {
            return true;
        }
        if (!tried.add(new Tried<>((BitSet) done.clone(), state))) {
            return false;
        }
        long firstReturn = firstReturn();
        Set<Call> unansweredTried = new HashSet<>();
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            Operation next = operations.get(i);
            if (next.invoked() > firstReturn) {
                break;
            }
            S after = model.after(state, next);
            if (isWorthDoing(next, state, after, unansweredTried) && after != null && leadsToTheEnd(i, after)) {
                return true;
            }
        }
        return false;
    }

    /// Nothing may be done before it that was called after this moment.
    private long firstReturn() {
        long first = Operation.NEVER;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            first = Math.min(first, operations.get(i).returned());
        }
        return first;
    }

    private boolean isWorthDoing(Operation next, S state, @Nullable S after, Set<Call> unansweredTried) {
        return !next.isUnknown() || (unansweredTried.add(next.call()) && !state.equals(after));
    }

    private boolean leadsToTheEnd(int number, S after) {
        int one = operations.get(number).isUnknown() ? 0 : 1;
        done.set(number);
        answered -= one;
        boolean ends = canGoOn(after);
        done.clear(number);
        answered += one;
        return ends;
    }
}
