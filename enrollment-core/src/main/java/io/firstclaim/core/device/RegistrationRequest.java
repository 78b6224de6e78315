package io.firstclaim.core.device;

import io.firstclaim.core.trust.CertificateChain;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a device says when it registers.
///
/// @param chain        of the session: the LwM2M certificate of the device
/// @param endpointName empty when it gives none
/// @param lifetime     null when it gives none
public record RegistrationRequest(CertificateChain chain, String endpointName, @Nullable Duration lifetime,
        String lwm2mVersion, String binding, String endpointType, String objectLinks) {}
