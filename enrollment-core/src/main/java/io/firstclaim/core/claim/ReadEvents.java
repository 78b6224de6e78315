package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Reads what happened in an account, in the order of positions. What was acknowledged before a question is in its answer.
public final class ReadEvents {
    private final Transactions transactions;
    private final EventSequencer sequencer;

    public ReadEvents(Transactions transactions, EventSequencer sequencer) {
        this.transactions = transactions;
        this.sequencer = sequencer;
    }

    /// A page of the events that the query asks for.
    public EventPage list(EventQuery query, int limit) {
        sequencer.catchUp(query.accountId());
        return EventPage.of(transactions.inTransaction(stores -> stores.history().list(query, limit + 1)), limit);
    }

    /// The position of the account's last event; 0 for none.
    public long last(ResourceId accountId) {
        sequencer.catchUp(accountId);
        return lastPlaced(accountId);
    }

    /// The position of the last event that has one, without a look at those that wait.
    public long lastPlaced(ResourceId accountId) {
        return transactions.inTransaction(stores -> stores.history().lastPosition(accountId));
    }

    /// The same of several accounts, by one question; without those that have no event.
    public Map<ResourceId, Long> lastPlaced(Set<ResourceId> accountIds) {
        return accountIds.isEmpty()
                ? Map.of()
                : transactions.inTransaction(stores -> stores.history().lastPositions(accountIds));
    }

    /// At most `limit` of the events that have a position, after the given one.
    public List<ClaimEvent> placedAfter(ResourceId accountId, long position, int limit) {
        return transactions
                .inTransaction(stores -> stores.history().list(EventQuery.after(accountId, position), limit));
    }

    /// Checks a position from which a reader wants to go on.
    ///
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#VALIDATION_ERROR] when the account has no event of it
    public long requireReached(ResourceId accountId, long position) {
        var last = last(accountId);
        if (position < 0 || position > last) {
            throw FirstclaimException.invalid("after_position",
                    "%d is not a position of the account: 0 to %d are expected.".formatted(position, last));
        }
        return position;
    }
}
