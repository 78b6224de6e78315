package io.firstclaim.server.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.DeliverEvents;
import io.firstclaim.core.claim.DeliverEvents.Delivery;
import io.firstclaim.core.claim.Webhook;
import io.firstclaim.server.health.CoreMetrics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers events to webhooks: to each in order, to many at once, so that one that is slow holds up no other.
public final class WebhookDeliveries implements AutoCloseable {
    /// How many webhooks are delivered to at once.
    public static final int MAX_AT_ONCE = 64;
    /// How many of them may be of one account.
    public static final int MAX_AT_ONCE_PER_ACCOUNT = 4;
    /// After how many deliveries in a row a webhook lets others go first.
    static final int MAX_IN_A_ROW = 100;
    /// After how long a webhook lets others go first.
    static final Duration MAX_TIME_IN_A_ROW = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDeliveries.class);
    private static final int PAGE = 500;

    private final DeliverEvents deliver;
    private final WebhookSender sender;
    private final CoreMetrics metrics;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<ResourceId, ResourceId> accountsAtWork = new ConcurrentHashMap<>();
    private @Nullable ResourceId behind;
    private volatile boolean closed;

    public WebhookDeliveries(DeliverEvents deliver, WebhookSender sender, CoreMetrics metrics) {
        this.metrics = metrics;
        this.deliver = deliver;
        this.sender = sender;
    }

    /// Events of the account got their positions.
    public void placed(ResourceId accountId) {
        execute(() -> {
            try {
                deliver.due(accountId, null, PAGE).forEach(this::begin);
            } catch (FirstclaimException away) {
                LOG.debug("Left to the next round", away);
            }
        });
    }

    /// One round: begins with some of what is due, and the next round goes on behind them. For one thread.
    public void refresh() {
        if (accountsAtWork.size() < MAX_AT_ONCE) {
            var page = deliver.due(null, behind, PAGE);
            behind = page.size() < PAGE ? null : page.getLast().id();
            page.forEach(this::begin);
        }
    }

    private void begin(Webhook webhook) {
        if (take(webhook)) {
            execute(() -> run(webhook));
        }
    }

    private synchronized boolean take(Webhook webhook) {
        var ofAccount = accountsAtWork.values().stream().filter(webhook.accountId()::equals).count();
        return accountsAtWork.size() < MAX_AT_ONCE && ofAccount < MAX_AT_ONCE_PER_ACCOUNT
                && accountsAtWork.putIfAbsent(webhook.id(), webhook.accountId()) == null;
    }

    private void run(Webhook webhook) {
        var began = System.nanoTime();
        try {
            for (int i = 0; i < MAX_IN_A_ROW && System.nanoTime() - began < MAX_TIME_IN_A_ROW.toNanos()
                    && deliverNext(webhook); i++) {
                LOG.debug("An event was delivered to webhook {}", webhook.id());
            }
        } catch (FirstclaimException away) {
            LOG.warn("A delivery to webhook {} could not be written down, and comes again: {}", webhook.id(),
                    away.getMessage());
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The core stops", stopping);
        } catch (RuntimeException defect) {
            LOG.error("A delivery to webhook {} failed", webhook.id(), defect);
            postpone(webhook);
        } finally {
            accountsAtWork.remove(webhook.id());
        }
    }

    /// Or it would fail again in the next round, and in each after that.
    private void postpone(Webhook webhook) {
        try {
            deliver.postpone(webhook.accountId(), webhook.id(), "A defect of the server.");
        } catch (RuntimeException defect) {
            LOG.error("Webhook {} could not be put off either", webhook.id(), defect);
        }
    }

    /// What is cut off by the end of this core is no failure of the receiver's, and comes again.
    private boolean deliverNext(Webhook webhook) {
        if (closed) {
            return false;
        }
        var next = deliver.next(webhook.accountId(), webhook.id());
        return next.isPresent() && deliver(next.get());
    }

    private boolean deliver(Delivery delivery) {
        var failure = sender.post(delivery);
        metrics.webhookTried(failure == null);
        if (failure == null) {
            deliver.succeeded(delivery);
        } else if (!closed) {
            deliver.failed(delivery, failure);
        }
        return failure == null;
    }

    private void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The core stops", stopping);
        }
    }

    /// Cuts off what is under way, and lets other cores go on.
    @Override
    public void close() {
        closed = true;
        sender.close();
        threads.close();
        deliver.release();
    }
}
