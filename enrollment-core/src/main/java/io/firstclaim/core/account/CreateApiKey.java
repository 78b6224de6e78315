package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes an API key: in one's own account, or in any and for the platform as its administrator.
public final class CreateApiKey {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final RandomGenerator secrets;
    private final InstantSource clock;

    /// `secrets` is a source fit for secrets.
    public CreateApiKey(Transactions transactions, ResourceIds ids, RandomGenerator secrets, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// Makes a key in an account; null for the caller's own account, or the platform.
    ///
    /// @throws FirstclaimException [Problem#DUPLICATE] for a repeat with the same request id: the text is shown once only
    public CreatedApiKey create(Caller caller, @Nullable ResourceId accountId, String name, Role role,
            @Nullable RequestId requestId) {
        var owner = accountOf(caller, accountId);
        var text = ApiKeyText.generate(ids.next(), secrets);
        var key = new ApiKey(text.id(), owner, name, role, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        return transactions.inTransaction(stores -> add(caller, key, text, requestId, stores));
    }

    private static @Nullable ResourceId accountOf(Caller caller, @Nullable ResourceId wanted) {
        if (caller.isPlatformAdmin()) {
            return wanted;
        }
        var own = caller.requireAdmin();
        if (wanted != null && !wanted.equals(own)) {
            throw FirstclaimException.notFound("account", wanted);
        }
        return own;
    }

    private static CreatedApiKey add(Caller caller, ApiKey key, ApiKeyText text, @Nullable RequestId requestId,
            Stores stores) {
        var accountId = key.accountId();
        if (accountId != null && stores.accounts().find(accountId).isEmpty()) {
            throw FirstclaimException.notFound("account", accountId);
        }
        if (!stores.apiKeys().add(key, text.hash(), requestId)) {
            throw new FirstclaimException(Problem.DUPLICATE, "request_id",
                    "A key was made by this request already; its text was shown then.");
        }
        stores.audit().add(caller.did(AuditAction.API_KEY_CREATED, key.id(), accountId,
                FieldChanges.created(key.audited())));
        return new CreatedApiKey(key, text);
    }
}
