package io.firstclaim.server.claim;

import io.firstclaim.core.Page;
import io.firstclaim.core.claim.CreateWebhook.Created;
import io.firstclaim.core.claim.Webhook;
import io.firstclaim.proto.claim.v1.CreateWebhookResponse;
import io.firstclaim.proto.claim.v1.ListWebhooksResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;

/// Webhooks as messages of the contract.
final class WebhookMessages {

    private WebhookMessages() {}

    static CreateWebhookResponse created(Created created) {
        var secret = created.secret();
        return CreateWebhookResponse.newBuilder().setWebhook(webhook(created.webhook()))
                .setSecret(secret == null ? "" : secret.reveal()).build();
    }

    static ListWebhooksResponse page(Page<Webhook> page) {
        return ListWebhooksResponse.newBuilder()
                .addAllWebhooks(page.items().stream().map(WebhookMessages::webhook).toList())
                .setNextPageToken(Answers.nextPageToken(page)).build();
    }

    static io.firstclaim.proto.claim.v1.Webhook webhook(Webhook webhook) {
        var message = io.firstclaim.proto.claim.v1.Webhook.newBuilder().setId(webhook.id().toString())
                .setEtag(Requests.etagOf(webhook.version())).setAccountId(webhook.accountId().toString())
                .setUrl(webhook.url().text())
                .addAllEventTypes(webhook.types().stream().sorted().map(EventMessages::type).toList())
                .setDeliveredPosition(webhook.deliveredPosition()).setFailureCount(webhook.failureCount())
                .setLastFailure(webhook.lastFailure()).setCreateTime(Answers.timestamp(webhook.createdAt()));
        var nextAttemptAt = webhook.nextAttemptAt();
        if (nextAttemptAt != null) {
            message.setNextAttemptTime(Answers.timestamp(nextAttemptAt));
        }
        return message.build();
    }
}
