package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Who holds a device's certificate: a line of an account's enrollment list, or the place that a pre-assigned device
/// takes by itself. There is at
/// most one per certificate in the whole system.
///
/// @param version
///            counts the changes
/// @param preAssigned
///            true when it was not listed, but the device came in by the `aid` of its factory; it is then in no list
/// @param expiresAt
///            when it ends, if it is not claimed by then
/// @param claim
///            when and by which device it was claimed; null until then
public record Enrollment(ResourceId id, long version, ResourceId accountId, Fingerprint fingerprint,
        boolean preAssigned,
        Instant createdAt, Instant expiresAt, @Nullable Claim claim) {
    /// By what a list of enrollments can be narrowed.
    public static final Fields<Enrollment> FIELDS = Fields.of(
            new Field<>("id", Kind.id(), Enrollment::id),
            new Field<>("enrollment_identity", Kind.enrollmentId(), Enrollment::fingerprint),
            new Field<>("enrolled_device_id", Kind.id(), line -> line.claim() == null ? null : line.claim().deviceId()),
            new Field<>("state", Kind.constant(EnrollmentState.class), Enrollment::state),
            new Field<>("create_time", Kind.time(), Enrollment::createdAt),
            new Field<>("expire_time", Kind.time(), Enrollment::expiresAt),
            new Field<>("claim_time", Kind.time(), line -> line.claim() == null ? null : line.claim().claimedAt()));

    /// When, and by which device.
    public record Claim(Instant claimedAt, ResourceId deviceId) {}

    /// Whether a device has claimed it.
    public EnrollmentState state() {
        return claim == null ? EnrollmentState.PENDING : EnrollmentState.CLAIMED;
    }

    /// What the audit log tells of it.
    Map<String, Object> audited() {
        return claim == null
                ? Map.of("enrollment_identity", identity())
                : Map.of("enrollment_identity", identity(), "enrolled_device_id", claim.deviceId());
    }

    /// Its enrollment ID.
    public EnrollmentId identity() {
        return new EnrollmentId(fingerprint);
    }

    /// Whether it ended. One that is claimed never does.
    public boolean isExpired(Instant now) {
        return claim == null && !now.isBefore(expiresAt);
    }

    /// Whether this device has claimed it.
    public boolean isClaimedBy(ResourceId deviceId) {
        return claim != null && claim.deviceId().equals(deviceId);
    }

    /// The same, claimed.
    public Enrollment claimedBy(ResourceId deviceId, Instant now) {
        return new Enrollment(id, version + 1, accountId, fingerprint, preAssigned, createdAt, expiresAt,
                new Claim(now, deviceId));
    }
}
