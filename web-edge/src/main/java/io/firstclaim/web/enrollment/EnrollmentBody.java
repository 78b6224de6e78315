package io.firstclaim.web.enrollment;

import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// An enrollment as it is shown: nine keys, always all of them.
///
/// @param object `enrollment`
/// @param claimedAt null until the device has claimed itself
/// @param enrolledDeviceId null until the device has claimed itself
record EnrollmentBody(String object, String id, String etag, String accountId, String enrollmentIdentity,
        @Nullable Instant createdAt, @Nullable Instant expiresAt, @Nullable Instant claimedAt,
        @Nullable String enrolledDeviceId) {

    static EnrollmentBody of(Enrollment line) {
        return new EnrollmentBody("enrollment", line.getId(), line.getEtag(), line.getAccountId(),
                line.getEnrollmentIdentity(), Json.time(line.hasCreateTime(), line.getCreateTime()),
                Json.time(line.hasExpireTime(), line.getExpireTime()),
                Json.time(line.hasClaimTime(), line.getClaimTime()), Json.textOrNull(line.getEnrolledDeviceId()));
    }
}
