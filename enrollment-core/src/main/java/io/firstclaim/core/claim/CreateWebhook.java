package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.credential.SealedSecret;
import io.firstclaim.core.credential.SecretBox;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Makes a webhook of the caller's account.
public final class CreateWebhook {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final RandomGenerator secrets;
    private final SecretBox box;
    private final ReadEvents events;
    private final WebhookTargets targets;
    private final int limit;

    /// @param secrets
    ///            a source fit for secrets
    /// @param limit
    ///            how many an account may have
    public CreateWebhook(Transactions transactions, ResourceIds ids, InstantSource clock, RandomGenerator secrets,
            SecretBox box, ReadEvents events, WebhookTargets targets, int limit) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.secrets = secrets;
        this.box = box;
        this.events = events;
        this.targets = targets;
        this.limit = limit;
    }

    /// What was made, and its secret; null in the answer to a repeat.
    public record Created(Webhook webhook, @Nullable WebhookSecret secret) {}

    /// Makes one.
    ///
    /// @param after
    ///            the position behind which it begins; null for the events from now on
    /// @throws FirstclaimException
    ///             [Problem#VALIDATION_ERROR] for a URL that leads to no permitted address and for a position that the account has not reached,
    ///             [Problem#ACCOUNT_LIMIT_EXCEEDED] when the account has as many as it may
    public Created create(Caller caller, WebhookUrl url, Set<ClaimEvent.Type> types, @Nullable Long after,
            @Nullable RequestId requestId) {
        var accountId = caller.requireAdmin();
        targets.requirePermitted(url);
        var position = after == null ? events.last(accountId) : events.requireReached(accountId, after);
        var secret = WebhookSecret.generate(secrets);
        var webhook = new Webhook(ids.next(), 1, accountId, url, types, position, 0, "", null,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        var sealed = box.seal(secret.bytes(), webhook.id().bytes());
        var made = transactions.inTransaction(stores -> add(caller, webhook, sealed, requestId, stores));
        return new Created(made, made.id().equals(webhook.id()) ? secret : null);
    }

    /// Under the account's lock, so that its webhooks are counted one after the other.
    private Webhook add(Caller caller, Webhook webhook, SealedSecret sealed, @Nullable RequestId requestId,
            Stores stores) {
        var accountId = webhook.accountId();
        stores.accounts().lock(accountId);
        var before = requestId == null ? null : stores.webhooks().findByRequest(accountId, requestId).orElse(null);
        if (before != null) {
            return before;
        }
        if (stores.webhooks().count(accountId) >= limit) {
            throw new FirstclaimException(Problem.ACCOUNT_LIMIT_EXCEEDED,
                    "The account has %d webhooks, which is its limit.".formatted(limit));
        }
        if (!stores.webhooks().add(webhook, sealed, requestId)) {
            throw new IllegalStateException("A request was repeated under the account's lock");
        }
        stores.audit().add(caller.did(AuditAction.WEBHOOK_CREATED, webhook.id(), accountId,
                FieldChanges.created(webhook.audited())));
        return webhook;
    }

    /// The webhook's key, for whoever signs.
    static WebhookSecret open(ResourceId webhookId, SealedSecret sealed, SecretBox box) {
        return WebhookSecret.ofBytes(box.open(sealed, webhookId.bytes()));
    }
}
