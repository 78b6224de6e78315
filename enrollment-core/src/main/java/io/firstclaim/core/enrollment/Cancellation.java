package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.LeaveAccount;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How enrollments end by their account's wish, one or many at once.
final class Cancellation {
    private final ResourceIds ids;

    Cancellation(ResourceIds ids) {
        this.ids = ids;
    }

    /// Ends enrollments of one account, which must be locked. The devices that claimed them leave the account.
    void cancel(List<Enrollment> locked, Stores stores, Instant now) {
        var devices = devicesOf(locked, stores);
        devices.values().forEach(device -> {
            LeaveAccount.leave(device, stores, now);
            stores.deviceBlocks().add(device.accountId(), device.fingerprint(), now);
        });
        stores.enrollments().removeAll(locked.stream().map(Enrollment::id).toList());
        stores.history().addAll(locked.stream().map(enrollment -> cancelled(enrollment, devices, now)).toList());
    }

    /// In the order of their ids, which is the order of their locks.
    private static Map<ResourceId, Device> devicesOf(List<Enrollment> enrollments, Stores stores) {
        var devices = new TreeMap<ResourceId, Device>();
        for (var enrollment : enrollments) {
            var claim = enrollment.claim();
            if (claim != null) {
                devices.put(claim.deviceId(), stores.devices().find(claim.deviceId()).orElseThrow());
            }
        }
        return devices;
    }

    private ClaimEvent cancelled(Enrollment enrollment, Map<ResourceId, Device> devices, Instant now) {
        var claim = enrollment.claim();
        var device = claim == null ? null : Objects.requireNonNull(devices.get(claim.deviceId()));
        return cancelled(enrollment, device, now);
    }

    private ClaimEvent cancelled(Enrollment enrollment, @Nullable Device device, Instant now) {
        return new ClaimEvent(ids.next(), enrollment.accountId(), ClaimEvent.Type.CANCELLED,
                device == null ? null : device.id(), enrollment.fingerprint(),
                device == null ? null : device.endpointName(),
                device == null ? "no device had claimed it" : "the device left the account", now);
    }
}
