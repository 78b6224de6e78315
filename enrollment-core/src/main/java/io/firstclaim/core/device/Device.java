package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// A device of an account. One that left the account keeps its row, is in no list, and holds neither certificate nor
/// name.
///
/// @param version
///            counts the changes
/// @param fingerprint
///            of its factory certificate
/// @param preAssigned
///            whether it came by the `aid` of its factory, not by the enrollment list
/// @param live
///            whether it still belongs to the account
/// @param trustedCertificateId
///            the trusted certificate by which it came in last
/// @param claimedAt
///            when it was claimed
/// @param bootstrappedAt
///            when it last acknowledged a bootstrap; null until then
/// @param bootstrapRequested
///            whether it shall be told to bootstrap again
/// @param details
///            what people say of it
public record Device(ResourceId id, long version, ResourceId accountId, EndpointName endpointName,
        Fingerprint fingerprint, boolean preAssigned, boolean live, DeviceState state, ResourceId trustedCertificateId,
        Instant claimedAt, @Nullable Instant bootstrappedAt, boolean bootstrapRequested, Instant updatedAt,
        DeviceDetails details) {

    /// A device of which nobody has said anything.
    public Device(ResourceId id, long version, ResourceId accountId, EndpointName endpointName,
            Fingerprint fingerprint, boolean preAssigned, boolean live, DeviceState state,
            ResourceId trustedCertificateId, Instant claimedAt, @Nullable Instant bootstrappedAt,
            boolean bootstrapRequested, Instant updatedAt) {
        this(id, version, accountId, endpointName, fingerprint, preAssigned, live, state, trustedCertificateId,
                claimedAt, bootstrappedAt, bootstrapRequested, updatedAt, DeviceDetails.NONE);
    }

    /// How it came to its account.
    public DeviceOrigin origin() {
        return preAssigned ? DeviceOrigin.PRE_ASSIGNED : DeviceOrigin.ENROLLMENT;
    }

    /// The same under another name and by another trusted certificate, with a new bootstrap under way.
    public Device bootstrappingAgain(EndpointName name, ResourceId certificateId, Instant now) {
        var newState = state == DeviceState.REGISTERED ? state : DeviceState.CLOUD_ENROLLING;
        return new Device(id, version + 1, accountId, name, fingerprint, preAssigned, live, newState, certificateId,
                claimedAt, bootstrappedAt, false, now, details);
    }

    /// The same after it acknowledged its bootstrap; a registration stays.
    public Device bootstrapped(Instant now) {
        var newState = state == DeviceState.REGISTERED ? state : DeviceState.BOOTSTRAPPED;
        return new Device(id, version + 1, accountId, endpointName, fingerprint, preAssigned, live, newState,
                trustedCertificateId, claimedAt, now, bootstrapRequested, now, details);
    }

    /// The same in another state.
    public Device in(DeviceState newState, Instant now) {
        return new Device(id, version + 1, accountId, endpointName, fingerprint, preAssigned, live, newState,
                trustedCertificateId, claimedAt, bootstrappedAt, bootstrapRequested, now, details);
    }

    /// The same, to be told to bootstrap again.
    public Device withBootstrapRequested(Instant now) {
        return new Device(id, version + 1, accountId, endpointName, fingerprint, preAssigned, live, state,
                trustedCertificateId, claimedAt, bootstrappedAt, true, now, details);
    }

    /// The same, of which people say this.
    public Device describedBy(DeviceDetails changed, Instant now) {
        return new Device(id, version + 1, accountId, endpointName, fingerprint, preAssigned, live, state,
                trustedCertificateId, claimedAt, bootstrappedAt, bootstrapRequested, now, changed);
    }

    /// The same after it left the account; what people said of it is gone.
    public Device gone(Instant now) {
        return new Device(id, version + 1, accountId, endpointName, fingerprint, preAssigned, false,
                DeviceState.DEREGISTERED, trustedCertificateId, claimedAt, bootstrappedAt, false, now);
    }
}
