package io.firstclaim.web.device;

import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceState;
import io.firstclaim.web.http.Json;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A device as it is shown.
///
/// @param object `device`
/// @param etag a time: when it last changed
/// @param deviceKey SHA-256 of its factory certificate: the enrollment identity without `A-`
/// @param caId the trusted certificate by which it came in
/// @param deviceExecutionMode 5: production
/// @param enrolmentListTimestamp when it was claimed; the one l is the original's
/// @param lifecycleStatus `enabled`
record DeviceBody(String object, String id, String accountId, @Nullable Instant etag, @Nullable Instant createdAt,
        @Nullable Instant updatedAt, @Nullable String name, @Nullable String description, String endpointName,
        @Nullable String endpointType, String deviceKey, @Nullable String caId, @Nullable String issuerFingerprint,
        int deviceExecutionMode, String state, @Nullable Instant enrolmentListTimestamp,
        @Nullable Instant bootstrappedTimestamp, String lifecycleStatus, boolean operatorSuspended,
        @Nullable Map<String, String> customAttributes) {

    /// All that come through the bootstrap server are production devices.
    static final int EXECUTION_MODE = 5;
    /// No device is ever blocked while it is listed.
    static final String LIFECYCLE_STATUS = "enabled";

    static DeviceBody of(Device device) {
        Instant changed = updated(device);
        Map<String, String> attributes = device.getCustomAttributesMap();
        return new DeviceBody("device", device.getId(), device.getAccountId(), changed,
                Json.time(device.hasCreateTime(), device.getCreateTime()), changed, Json.textOrNull(device.getName()),
                Json.textOrNull(device.getDescription()), device.getEndpointName(),
                Json.textOrNull(device.getEndpointType()), DeviceKeys.ofIdentity(device.getEnrollmentIdentity()),
                Json.textOrNull(device.getTrustedCertificateId()), Json.textOrNull(device.getIssuerFingerprint()),
                EXECUTION_MODE, state(device.getState()),
                Json.time(device.hasClaimTime(), device.getClaimTime()),
                Json.time(device.hasBootstrapTime(), device.getBootstrapTime()), LIFECYCLE_STATUS, false,
                attributes.isEmpty() ? null : attributes);
    }

    /// A state that this version does not know is that of a device whose way is not at its end.
    private static String state(DeviceState state) {
        return switch (state) {
            case DEVICE_STATE_CLOUD_ENROLLING, DEVICE_STATE_UNSPECIFIED, UNRECOGNIZED -> "cloud_enrolling";
            case DEVICE_STATE_BOOTSTRAPPED -> "bootstrapped";
            case DEVICE_STATE_REGISTERED -> "registered";
            case DEVICE_STATE_DEREGISTERED -> "deregistered";
        };
    }

    /// When it last changed.
    static @Nullable Instant updated(Device device) {
        return Json.time(device.hasUpdateTime(), device.getUpdateTime());
    }
}
