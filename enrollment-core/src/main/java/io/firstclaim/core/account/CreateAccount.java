package io.firstclaim.core.account;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes an account with its first administrator's key.
public final class CreateAccount {
    private static final String FIRST_KEY_NAME = "first key";

    private final Transactions transactions;
    private final ResourceIds ids;
    private final RandomGenerator secrets;
    private final InstantSource clock;
    private final AccountDefaults defaults;

    /// `secrets` is a source fit for secrets.
    public CreateAccount(Transactions transactions, ResourceIds ids, RandomGenerator secrets, InstantSource clock,
            AccountDefaults defaults) {
        this.transactions = transactions;
        this.ids = ids;
        this.secrets = secrets;
        this.clock = clock;
        this.defaults = defaults;
    }

    /// A repeat with the same request id gives the same account, without a key.
    public CreatedAccount create(Caller caller, String displayName, @Nullable Integer deviceQuota,
            @Nullable Integer certificateLimit, @Nullable RequestId requestId) {
        caller.requirePlatformAdmin();
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var account = new Account(ids.next(), 1, displayName, AccountStatus.ACTIVE,
                Objects.requireNonNullElse(deviceQuota, defaults.deviceQuota()), 0,
                Objects.requireNonNullElse(certificateLimit, defaults.trustedCertificateLimit()), 0, now, now);
        var text = ApiKeyText.generate(ids.next(), secrets);
        var key = new ApiKey(text.id(), account.id(), FIRST_KEY_NAME, Role.ACCOUNT_ADMIN, now);
        return transactions.inTransaction(stores -> add(caller, account, key, text, requestId, stores));
    }

    private static CreatedAccount add(Caller caller, Account account, ApiKey key, ApiKeyText text,
            @Nullable RequestId requestId, Stores stores) {
        if (!stores.accounts().add(account, requestId)) {
            var earlier = stores.accounts().findByRequest(Objects.requireNonNull(requestId)).orElseThrow();
            return new CreatedAccount(earlier, null);
        }
        stores.apiKeys().add(key, text.hash(), null);
        stores.audit().add(caller.did(AuditAction.ACCOUNT_CREATED, account.id(), account.id(),
                FieldChanges.created(account.audited())));
        stores.audit().add(caller.did(AuditAction.API_KEY_CREATED, key.id(), account.id(),
                FieldChanges.created(key.audited())));
        return new CreatedAccount(account, text);
    }
}
