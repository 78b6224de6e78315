package io.firstclaim.server.claim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What a webhook gets: an event as Standard Webhooks 1.0 frames it, the data as the REST interface has it.
///
/// @param type
///            what happened: `claimed`, `denied` and so on
/// @param timestamp
///            when it happened
record WebhookBody(String type, String timestamp, Data data) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();
    private static final DateTimeFormatter TIME = DateTimeFormatter
            .ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    /// The event.
    ///
    /// @param object
    ///            `enrollment_event`
    /// @param deviceId
    ///            null for a device that has none
    record Data(String object, String id, String accountId, long position, String type, @Nullable String deviceId,
            String enrollmentIdentity, @Nullable String endpointName, @Nullable String detail,
            @Nullable String reason, String createdAt) {}

    static WebhookBody of(ClaimEvent event) {
        var type = event.type().name().toLowerCase(Locale.ROOT);
        var device = event.deviceId();
        var name = event.endpointName();
        var reason = event.reason();
        return new WebhookBody(type, time(event.at()),
                new Data("enrollment_event", event.id().toString(), event.accountId().toString(), event.position(),
                        type,
                        device == null ? null : device.toString(), new EnrollmentId(event.fingerprint()).toString(),
                        name == null ? null : name.text(), event.detail().isEmpty() ? null : event.detail(),
                        reason == null ? null : reason.name(), time(event.at())));
    }

    byte[] json() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An event can't be written as JSON", e);
        }
    }

    private static String time(Instant instant) {
        return TIME.format(instant);
    }
}
