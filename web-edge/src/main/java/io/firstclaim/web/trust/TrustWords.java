package io.firstclaim.web.trust;

import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.firstclaim.web.http.Choice;
import java.util.Map;

/// The words of trusted certificates.
final class TrustWords {
    static final Choice<TrustedService> SERVICE = new Choice<>("service", Map.of("bootstrap",
            TrustedService.TRUSTED_SERVICE_BOOTSTRAP, "lwm2m", TrustedService.TRUSTED_SERVICE_LWM2M));
    static final Choice<TrustedCertificateStatus> STATUS = new Choice<>("status", Map.of("ACTIVE",
            TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE, "INACTIVE",
            TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE));

    private TrustWords() {}
}
