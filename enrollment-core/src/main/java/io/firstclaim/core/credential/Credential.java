package io.firstclaim.core.credential;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.EndpointName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The intent of an LwM2M credential: everything that its certificate says, written in the transaction of the claim and
/// signed after it. A device
/// has at most two: the one that it acknowledged, and the one issued last.
///
/// @param id
///            also the serial number of the certificate
/// @param requestId
///            of the claim that issued it
/// @param publicKeyHash
///            SHA-256 of the public key as SubjectPublicKeyInfo
/// @param confirmedAt
///            when the device acknowledged it; null until then
public record Credential(ResourceId id, ResourceId accountId, ResourceId deviceId, EndpointName endpointName,
        String requestId, PublicKeyHash publicKeyHash, Instant notBefore, Instant notAfter,
        @Nullable Instant confirmedAt) {

    /// Whether the device acknowledged it.
    public boolean isConfirmed() {
        return confirmedAt != null;
    }
}
