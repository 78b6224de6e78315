package io.firstclaim.core.account;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The first key of the platform administrator, made at the first start of the system.
public final class PlatformKey {
    private static final String NAME = "platform key";

    private final Transactions transactions;
    private final ResourceIds ids;
    private final RandomGenerator secrets;
    private final InstantSource clock;

    /// `secrets` is a source fit for secrets.
    public PlatformKey(Transactions transactions, ResourceIds ids, RandomGenerator secrets, InstantSource clock) {
        this.transactions = transactions;
        this.ids = ids;
        this.secrets = secrets;
        this.clock = clock;
    }

    /// The key, if this call made it; of several cores that start at once, one does.
    public Optional<ApiKeyText> createFirst() {
        var text = ApiKeyText.generate(ids.next(), secrets);
        var added = transactions.inTransaction(stores -> add(text, AuditAction.API_KEY_CREATED, stores));
        return added ? Optional.of(text) : Optional.empty();
    }

    /// Revokes all keys of the platform and makes a new one, for an administrator who lost them.
    ///
    /// @throws FirstclaimException [Problem#NOT_POSSIBLE_NOW] when another reset came in between: its key is the platform's
    public ApiKeyText reset() {
        var text = ApiKeyText.generate(ids.next(), secrets);
        var added = transactions.inTransaction(stores -> {
            stores.apiKeys().removePlatformKeys();
            return add(text, AuditAction.PLATFORM_KEY_RESET, stores);
        });
        if (!added) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                    "Another reset made a key of the platform at the same time: use that one, or reset again.");
        }
        return text;
    }

    private boolean add(ApiKeyText text, AuditAction action, Stores stores) {
        var key = keyOf(text);
        var added = stores.apiKeys().addFirstPlatformKey(key, text.hash());
        if (added) {
            stores.audit().add(Actor.LOCAL.did(action, key.id(), null, FieldChanges.created(key.audited())));
        }
        return added;
    }

    private ApiKey keyOf(ApiKeyText text) {
        return new ApiKey(text.id(), null, NAME, Role.PLATFORM_ADMIN, clock.instant().truncatedTo(ChronoUnit.MILLIS));
    }
}
