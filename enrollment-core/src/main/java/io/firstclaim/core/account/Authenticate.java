package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Finds out who a caller is by the API key that it sent.
public final class Authenticate {
    private final Transactions transactions;

    public Authenticate(Transactions transactions) {
        this.transactions = transactions;
    }

    /// The caller of a key's text.
    ///
    /// @throws FirstclaimException [Problem#INVALID_TOKEN] for a key that is malformed, unknown, revoked or inactive, in the same words
    public Caller authenticate(String keyText) {
        var sent = ApiKeyText.parse(keyText);
        return transactions.inTransaction(stores -> stores.apiKeys().find(sent.id())
                .filter(stored -> stored.secretHash().equals(sent.hash()) && stored.key().isActive())
                .map(stored -> callerOf(stored.key(), stores))
                .orElseThrow(() -> new FirstclaimException(Problem.INVALID_TOKEN,
                        "The API key is not one of this server's.")));
    }

    /// Which of the keys, with which callers came that are still there, are revoked or inactive by now.
    public Set<ResourceId> revoked(Set<ResourceId> keyIds) {
        if (keyIds.isEmpty()) {
            return Set.of();
        }
        var active = transactions.inTransaction(stores -> stores.apiKeys().active(keyIds));
        return keyIds.stream().filter(id -> !active.contains(id)).collect(Collectors.toSet());
    }

    private static Caller callerOf(ApiKey key, Stores stores) {
        return new Caller(key.id(), key.accountId(), key.role(), isSuspended(key.accountId(), stores), key.name(),
                Origin.NONE);
    }

    private static boolean isSuspended(@Nullable ResourceId accountId, Stores stores) {
        return accountId != null && stores.accounts().find(accountId).filter(Account::isActive).isEmpty();
    }
}
