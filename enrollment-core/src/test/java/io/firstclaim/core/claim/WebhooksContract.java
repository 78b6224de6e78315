package io.firstclaim.core.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.credential.SealedSecret;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [Webhooks] promises.
public abstract class WebhooksContract extends StoresContract {
    private static final SealedSecret SECRET = SealedSecret.ofBytes(new byte[]{1, 2, 3});

    private final ResourceId acme = Samples.id();
    private final ResourceId globex = Samples.id();

    @Test
    final void aWebhookIsReadAsItWasWritten() {
        var some = new Webhook(Samples.id(), 3, acme, new WebhookUrl("https://a.example/x?y=z"),
                Set.of(ClaimEvent.Type.CLAIMED, ClaimEvent.Type.DENIED), 7, 2, "it said no", Samples.EXPIRY,
                Samples.NOW);
        var plain = webhook(acme);
        add(some, plain);
        assertThat(found(stores -> stores.webhooks().find(acme, some.id()))).contains(some);
        assertThat(found(stores -> stores.webhooks().find(acme, plain.id()))).contains(plain);
        assertThat(found(stores -> stores.webhooks().find(globex, plain.id()))).isEmpty();
        assertThat(this.<SealedSecret>in(stores -> stores.webhooks().secret(some.id()))).isEqualTo(SECRET);
    }

    @Test
    final void theListIsOfOneAccountInTheOrderOfIds() {
        var first = webhook(acme);
        var second = webhook(acme);
        add(second, webhook(globex), first);
        assertThat(listed(stores -> stores.webhooks().list(acme, null, 10))).containsExactly(first, second);
        assertThat(listed(stores -> stores.webhooks().list(acme, null, 1))).containsExactly(first);
        assertThat(listed(stores -> stores.webhooks().list(acme, first.id(), 10))).containsExactly(second);
        assertThat(this.<Integer>in(stores -> stores.webhooks().count(acme))).isEqualTo(2);
    }

    @Test
    final void aRepeatedRequestAddsNothing() {
        var request = new RequestId("once");
        var first = webhook(acme);
        assertThat(is(stores -> stores.webhooks().add(first, SECRET, request))).isTrue();
        assertThat(is(stores -> stores.webhooks().add(webhook(acme), SECRET, request))).isFalse();
        assertThat(is(stores -> stores.webhooks().add(webhook(globex), SECRET, request))).isTrue();
        assertThat(found(stores -> stores.webhooks().findByRequest(acme, request))).contains(first);
    }

    @Test
    final void onlyItsAccountRemovesIt() {
        var webhook = webhook(acme);
        add(webhook);
        assertThat(is(stores -> stores.webhooks().remove(globex, webhook.id()))).isFalse();
        assertThat(is(stores -> stores.webhooks().remove(acme, webhook.id()))).isTrue();
        assertThat(is(stores -> stores.webhooks().remove(acme, webhook.id()))).isFalse();
    }

    @Test
    final void anUpdateNeedsTheVersionThatItWasMadeFrom() {
        var webhook = webhook(acme);
        add(webhook);
        var failed = webhook.failed("no", Samples.EXPIRY);
        assertThat(is(stores -> stores.webhooks().update(failed, webhook.version()))).isTrue();
        assertThat(is(stores -> stores.webhooks().update(webhook.at(9), webhook.version()))).isFalse();
        assertThat(found(stores -> stores.webhooks().find(acme, webhook.id()))).contains(failed);
        assertThat(is(stores -> stores.webhooks().update(failed.at(9), failed.version()))).isTrue();
        assertThat(found(stores -> stores.webhooks().find(acme, webhook.id()))).contains(failed.at(9));
    }

    @Test
    final void dueAreThoseWithEventsBeforeThemThatNeedNotWait() {
        var behind = webhook(acme);
        var waiting = webhook(acme).failed("no", Samples.NOW.plusMillis(1));
        var waited = webhook(acme).failed("no", Samples.NOW);
        var upToDate = webhook(acme).at(1);
        var withoutEvents = webhook(globex);
        add(behind, waiting, waited, upToDate, withoutEvents);
        assertThat(due(null, null, 10)).isEmpty();
        happens(acme);
        assertThat(due(null, null, 10)).containsExactly(behind, waited);
        assertThat(due(null, null, 1)).containsExactly(behind);
        assertThat(due(null, behind.id(), 10)).containsExactly(waited);
        assertThat(due(acme, null, 10)).containsExactly(behind, waited);
        assertThat(due(globex, null, 10)).isEmpty();
        happens(acme);
        assertThat(due(acme, null, 10)).containsExactly(behind, waited, upToDate);
    }

    private static Webhook webhook(ResourceId accountId) {
        return new Webhook(Samples.id(), 1, accountId, new WebhookUrl("http://a.example"), Set.of(), 0, 0, "", null,
                Samples.NOW);
    }

    private void add(Webhook... webhooks) {
        run(stores -> Arrays.stream(webhooks).forEach(webhook -> stores.webhooks().add(webhook, SECRET, null)));
    }

    private void happens(ResourceId accountId) {
        var event = Samples.event(accountId, null, Samples.fingerprint());
        run(stores -> {
            stores.history().add(event);
            stores.history().place(accountId, List.of(event.id()));
        });
    }

    private List<Webhook> due(@Nullable ResourceId accountId, @Nullable ResourceId after, int limit) {
        return listed(stores -> stores.webhooks().due(accountId, Samples.NOW, after, limit));
    }
}
