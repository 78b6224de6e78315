package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.listing.Field;
import io.firstclaim.core.listing.Fields;
import io.firstclaim.core.listing.Kind;
import io.firstclaim.core.trust.Fingerprint;
import org.jspecify.annotations.Nullable;

/// A device as it is shown.
///
/// @param registration
///            null when it has none
/// @param issuer
///            the trust anchor of the trusted certificate by which it came in; null when that is no longer in the account
public record DeviceView(Device device, @Nullable Registration registration, @Nullable Fingerprint issuer) {
    /// By what a list of devices can be narrowed.
    public static final Fields<DeviceView> FIELDS = Fields.of(
            new Field<>("id", Kind.id(), DeviceView::id),
            new Field<>("endpoint_name", Kind.text(), view -> view.device().endpointName().text()),
            new Field<>("endpoint_type", Kind.text(), DeviceView::endpointType),
            new Field<>("enrollment_identity", Kind.enrollmentId(), view -> view.device().fingerprint()),
            new Field<>("state", Kind.constant(DeviceState.class), view -> view.device().state()),
            new Field<>("origin", Kind.constant(DeviceOrigin.class), view -> view.device().origin()),
            new Field<>("trusted_certificate_id", Kind.id(), view -> view.device().trustedCertificateId()),
            new Field<>("name", Kind.text(), view -> view.device().details().name()),
            new Field<>("description", Kind.text(), view -> view.device().details().description()),
            new Field<>("claim_time", Kind.time(), view -> view.device().claimedAt()),
            new Field<>("bootstrap_time", Kind.time(), view -> view.device().bootstrappedAt()),
            new Field<>("create_time", Kind.time(), view -> view.device().claimedAt()),
            new Field<>("update_time", Kind.time(), view -> view.device().updatedAt()));

    /// The device's id.
    public ResourceId id() {
        return device.id();
    }

    /// What an administrator set, else what the device gave at its registration; empty for neither.
    public String endpointType() {
        var set = device.details().endpointType();
        if (set != null) {
            return set;
        }
        return registration == null ? "" : registration.endpointType();
    }
}
