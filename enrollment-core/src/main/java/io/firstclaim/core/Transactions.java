package io.firstclaim.core;

import java.util.function.Function;

/// The only way to the stores: nobody reads or writes outside a transaction.
public interface Transactions {
    /// Runs the work in one transaction and commits it when the work returns; an exception rolls everything back and
    /// goes on to the caller. The
    /// work may run again from its beginning after a conflict with another transaction, so it must have no effect but on
    /// its stores.
    ///
    /// Isolation is READ COMMITTED: what must not change under the work is locked or written conditionally. Locks are
    /// taken in this order:
    /// enrollments by fingerprint, accounts by id, devices by id, the rest.
    ///
    /// @throws FirstclaimException
    ///             with [Problem#SYSTEM_UNAVAILABLE] when the database does not answer or conflicts don't end
    <T> T inTransaction(Function<Stores, T> work);
}
