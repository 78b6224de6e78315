package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.listing.ListRequest;

/// Reads the audit log: that of the own account for its administrators, all of it for the platform's.
public final class ReadAuditLog {
    private final Transactions transactions;

    public ReadAuditLog(Transactions transactions) {
        this.transactions = transactions;
    }

    /// A page of it.
    ///
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#ACCESS_DENIED] for readers of an account
    public Page<AuditEntry> list(Caller caller, ListRequest request) {
        var accountId = caller.isPlatformAdmin() ? null : caller.requireReadingAdmin();
        var page = transactions.inTransaction(stores -> Page.read(request, AuditEntry.FIELDS, AuditEntry::id,
                selection -> stores.audit().list(accountId, selection), _ -> 0));
        return accountId == null
                ? page
                : new Page<>(page.items().stream().map(AuditEntry::shownToAccount).toList(), page.next());
    }
}
