package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.listing.ListRequest;
import org.jspecify.annotations.Nullable;

/// Reads accounts: one's own, or any for the platform administrator.
public final class ReadAccounts {
    private final Transactions transactions;

    public ReadAccounts(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One account; null for the caller's own.
    public Account get(Caller caller, @Nullable ResourceId id) {
        var wanted = id == null || !caller.isPlatformAdmin() ? caller.requireReader() : id;
        if (id != null && !id.equals(wanted)) {
            throw FirstclaimException.notFound("account", id);
        }
        return transactions.inTransaction(stores -> stores.accounts().find(wanted))
                .orElseThrow(() -> FirstclaimException.notFound("account", wanted));
    }

    /// A page of all accounts, for the platform administrator.
    public Page<Account> list(Caller caller, ListRequest request) {
        caller.requirePlatformAdmin();
        return transactions.inTransaction(stores -> Page.read(request, Account.FIELDS, Account::id,
                selection -> stores.accounts().list(selection), criteria -> stores.accounts().count(criteria)));
    }
}
