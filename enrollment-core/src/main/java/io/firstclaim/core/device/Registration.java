package io.firstclaim.core.device;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Text;
import java.time.Duration;
import java.time.Instant;

/// A device's registration at its LwM2M server (OMA LwM2M 1.1, section 6.2).
///
/// @param lifetime
///            after which it ends unless it is updated
/// @param objectLinks
///            the device's objects in CoRE link format (RFC 6690)
public record Registration(ResourceId deviceId, Instant updatedAt, Duration lifetime, String lwm2mVersion,
        String binding,
        String endpointType, String objectLinks) {
    /// The lifetime of a registration that names none (OMA LwM2M 1.1, section 6.2.1).
    public static final Duration DEFAULT_LIFETIME = Duration.ofDays(1);
    /// The longest lifetime: a year.
    public static final Duration MAX_LIFETIME = Duration.ofDays(365);
    /// The most characters of a version, a binding, an endpoint type.
    public static final int MAX_PARAMETER = 64;
    /// The most characters of the object links.
    public static final int MAX_OBJECT_LINKS = 16_384;

    public Registration {
        requireLifetime(lifetime);
        Text.require("lwm2m_version", lwm2mVersion, MAX_PARAMETER);
        Text.require("binding", binding, MAX_PARAMETER);
        Text.require("endpoint_type", endpointType, MAX_PARAMETER);
        Text.require("object_links", objectLinks, MAX_OBJECT_LINKS);
    }

    /// When it ends unless it is updated.
    public Instant expiresAt() {
        return updatedAt.plus(lifetime);
    }

    /// Lets only a lifetime within the bounds pass.
    public static Duration requireLifetime(Duration lifetime) {
        if (lifetime.compareTo(Duration.ofSeconds(1)) < 0 || lifetime.compareTo(MAX_LIFETIME) > 0) {
            throw FirstclaimException.invalid("lifetime_seconds",
                    "%d s is not a lifetime: 1 to 31536000 s are expected.".formatted(lifetime.toSeconds()));
        }
        return lifetime;
    }
}
