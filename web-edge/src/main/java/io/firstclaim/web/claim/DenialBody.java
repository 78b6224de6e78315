package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.Refusal;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device that was turned away, once for each reason.
///
/// @param object `denied_device`
/// @param id 32 hex characters
/// @param accountId the caller's account
/// @param enrollmentIdentity the device's
/// @param endpointName the one that it gave last, or null
/// @param trustedCertificateId the caller's certificate that its chain leads to, or null
/// @param reason a name of the registry of refusals
/// @param message what the device shows
/// @param action the next step to take
/// @param count how often
/// @param firstSeenAt when first
/// @param lastSeenAt when last
/// @param createdAt when first, by the name that the original has for it
record DenialBody(String object, String id, String accountId, String enrollmentIdentity,
        @Nullable String endpointName, @Nullable String trustedCertificateId, String reason, String message,
        String action, long count, @Nullable Instant firstSeenAt, @Nullable Instant lastSeenAt,
        @Nullable Instant createdAt) {

    static DenialBody of(Refusal refusal) {
        @Nullable
        Instant first = Json.time(refusal.hasFirstSeenTime(), refusal.getFirstSeenTime());
        return new DenialBody("denied_device", refusal.getId(), refusal.getAccountId(),
                refusal.getEnrollmentIdentity(), Json.textOrNull(refusal.getEndpointName()),
                Json.textOrNull(refusal.getTrustedCertificateId()), ReasonNames.of(refusal.getReason()),
                refusal.getMessage(), refusal.getAction(), refusal.getCount(), first,
                Json.time(refusal.hasLastSeenTime(), refusal.getLastSeenTime()), first);
    }
}
