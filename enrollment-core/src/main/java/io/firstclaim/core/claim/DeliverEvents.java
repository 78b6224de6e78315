package io.firstclaim.core.claim;

import io.firstclaim.core.Lease;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ShardedLeases;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.credential.SealedSecret;
import io.firstclaim.core.credential.SecretBox;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Brings each webhook its events one after the other: says which is the next, and writes down what became of it. Under the lease
/// of a webhook one core at a time delivers to it. Whoever dies between a delivery and its record delivers again: at least once.
public final class DeliverEvents {
    /// How long the webhooks of a core that died wait for another; longer than a delivery takes.
    static final Duration LEASE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final InstantSource clock;
    private final RandomGenerator random;
    private final SecretBox box;
    private final RetryWaits waits;
    private final ShardedLeases leases;

    /// @param core
    ///            an id that this core made when it started
    public DeliverEvents(Transactions transactions, InstantSource clock, RandomGenerator random, SecretBox box,
            RetryWaits waits, ResourceId core) {
        this.transactions = transactions;
        this.clock = clock;
        this.random = random;
        this.box = box;
        this.waits = waits;
        this.leases = new ShardedLeases("webhooks", core, LEASE, clock);
    }

    /// One event for one webhook.
    public record Delivery(Webhook webhook, WebhookSecret secret, ClaimEvent event, Lease lease) {}

    /// At most `limit` webhooks that have events before them and may be tried now, ordered by id, after the given one.
    ///
    /// @param accountId
    ///            only of this account; null for all
    public List<Webhook> due(@Nullable ResourceId accountId, @Nullable ResourceId after, int limit) {
        var now = clock.instant();
        return transactions.inTransaction(stores -> stores.webhooks().due(accountId, now, after, limit));
    }

    /// The next delivery to a webhook; empty when there is nothing to deliver now, or when it is another core's to do.
    public Optional<Delivery> next(ResourceId accountId, ResourceId webhookId) {
        return leases.under(webhookId, transactions, (lease, stores) -> next(accountId, webhookId, lease, stores))
                .flatMap(Function.identity())
                .map(found -> new Delivery(found.webhook, CreateWebhook.open(webhookId, found.secret, box),
                        found.event, found.lease));
    }

    /// Writes down that the event arrived.
    public void succeeded(Delivery delivery) {
        record(delivery, delivery.webhook.at(delivery.event.position()));
    }

    /// Writes down that it did not, and when it is tried again.
    ///
    /// @param why
    ///            in words that the account may read
    public void failed(Delivery delivery, String why) {
        record(delivery, delivery.webhook.failed(why, tryAgainAt(delivery.webhook)));
    }

    /// Puts a webhook off as after a failure, because of one of our own that kept it from being tried.
    ///
    /// @param why
    ///            in words that the account may read
    public void postpone(ResourceId accountId, ResourceId webhookId, String why) {
        leases.under(webhookId, transactions, (_, stores) -> stores.webhooks().find(accountId, webhookId)
                .filter(webhook -> stores.webhooks().update(webhook.failed(why, tryAgainAt(webhook)),
                        webhook.version())));
    }

    private Instant tryAgainAt(Webhook webhook) {
        return clock.instant().plus(waits.after(webhook.failureCount(), random.nextDouble()))
                .truncatedTo(ChronoUnit.MILLIS);
    }

    /// Lets other cores go on at once.
    public void release() {
        leases.release(transactions);
    }

    private Optional<Found> next(ResourceId accountId, ResourceId webhookId, Lease lease, Stores stores) {
        var now = clock.instant();
        return stores.webhooks().find(accountId, webhookId).filter(found -> found.isDue(now))
                .flatMap(webhook -> next(webhook, lease, stores));
    }

    /// Events of other types are passed over: that is written down when none of its types is left.
    private static Optional<Found> next(Webhook webhook, Lease lease, Stores stores) {
        var last = stores.history().lastPosition(webhook.accountId());
        var query = new EventQuery(webhook.accountId(), null, null, webhook.types(), webhook.deliveredPosition(),
                last + 1, false);
        var events = stores.history().list(query, 1);
        if (events.isEmpty() && last > webhook.deliveredPosition()) {
            stores.webhooks().update(webhook.at(last), webhook.version());
        }
        return events.stream().findFirst().map(
                event -> new Found(webhook, stores.webhooks().secret(webhook.id()), event, lease));
    }

    /// Does nothing when another core took over, or when somebody moved or removed the webhook meanwhile.
    private void record(Delivery delivery, Webhook changed) {
        transactions.inTransaction(stores -> {
            return leases.renew(delivery.lease, stores)
                    && stores.webhooks().update(changed, delivery.webhook.version());
        });
    }

    private record Found(Webhook webhook, SealedSecret secret, ClaimEvent event, Lease lease) {}
}
