package io.firstclaim.web.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An address that gets the events of the account.
///
/// @param object `webhook`
/// @param id 32 hex characters
/// @param etag changes with every change
/// @param accountId the caller's account
/// @param url where events are posted
/// @param eventTypes only these; none for all
/// @param deliveredPosition of the last event that was delivered or passed over because of its type
/// @param failureCount how often in a row the next event could not be delivered
/// @param lastFailure why not the last time, or null
/// @param nextAttemptAt when it is tried again, or null while nothing fails
/// @param createdAt when it was made
/// @param secret what signs; in the answer to the POST and nowhere else
record WebhookBody(String object, String id, String etag, String accountId, String url, List<String> eventTypes,
        long deliveredPosition, int failureCount, @Nullable String lastFailure, @Nullable Instant nextAttemptAt,
        @Nullable Instant createdAt, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String secret) {

    static WebhookBody of(Webhook webhook) {
        return of(webhook, null);
    }

    static WebhookBody of(Webhook webhook, @Nullable String secret) {
        return new WebhookBody("webhook", webhook.getId(), webhook.getEtag(), webhook.getAccountId(), webhook.getUrl(),
                webhook.getEventTypesList().stream().map(EventTypes::nameOf).toList(),
                webhook.getDeliveredPosition(), webhook.getFailureCount(),
                Json.textOrNull(webhook.getLastFailure()),
                Json.time(webhook.hasNextAttemptTime(), webhook.getNextAttemptTime()),
                Json.time(webhook.hasCreateTime(), webhook.getCreateTime()), secret);
    }
}
