package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.CertificateChain;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a device says when it updates its registration at `rd/<account id>/<device id>`.
///
/// @param chain       of the session
/// @param lifetime    null keeps the old one
/// @param binding     empty keeps the old one
/// @param objectLinks empty keeps the old ones
public record RegistrationUpdate(CertificateChain chain, ResourceId accountId, ResourceId deviceId,
        @Nullable Duration lifetime, String binding, String objectLinks) {

    boolean isAt(ResourceId otherAccountId, ResourceId otherDeviceId) {
        return accountId.equals(otherAccountId) && deviceId.equals(otherDeviceId);
    }

    Registration applyTo(Registration before, Instant now) {
        return new Registration(deviceId, now, Objects.requireNonNullElse(lifetime, before.lifetime()),
                before.lwm2mVersion(), binding.isEmpty() ? before.binding() : binding, before.endpointType(),
                objectLinks.isEmpty() ? before.objectLinks() : objectLinks);
    }
}
