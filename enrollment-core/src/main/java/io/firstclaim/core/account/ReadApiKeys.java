package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Page;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.listing.ListRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Reads the API keys of the caller's account, or of the platform for its administrator.
public final class ReadApiKeys {
    private final Transactions transactions;

    public ReadApiKeys(Transactions transactions) {
        this.transactions = transactions;
    }

    /// One key; null for the key of the call.
    public ApiKey get(Caller caller, @Nullable ResourceId id) {
        var wanted = Objects.requireNonNullElse(id, caller.keyId());
        return transactions.inTransaction(stores -> stores.apiKeys().find(wanted)).map(ApiKeys.Stored::key)
                .filter(key -> Objects.equals(key.accountId(), caller.accountId()))
                .orElseThrow(() -> FirstclaimException.notFound("API key", wanted));
    }

    /// A page of them.
    public Page<ApiKey> list(Caller caller, ListRequest request) {
        return transactions.inTransaction(stores -> Page.read(request, ApiKey.FIELDS, ApiKey::id,
                selection -> stores.apiKeys().list(caller.accountId(), selection),
                criteria -> stores.apiKeys().count(caller.accountId(), criteria)));
    }
}
