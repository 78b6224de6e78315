package io.firstclaim.core.credential;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;

/// Reads where devices reach the system, for factories.
public final class ReadServerCredentials {
    private final Transactions transactions;

    public ReadServerCredentials(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The URIs that were announced last.
    ///
    /// @throws FirstclaimException [Problem#NOT_POSSIBLE_NOW] while no edge has announced itself
    public ServerUris read(Caller caller) {
        caller.requireReader();
        return transactions.inTransaction(stores -> stores.edges().latest())
                .orElseThrow(() -> new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                        "No bootstrap edge has announced itself yet: start one."));
    }
}
