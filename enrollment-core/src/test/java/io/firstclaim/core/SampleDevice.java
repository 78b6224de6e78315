package io.firstclaim.core;

import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.credential.DevicePublicKey;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.Fingerprint;
import java.security.cert.X509Certificate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A device as its factory made it; for tests.
///
/// @param certificates what it shows in a handshake, its own first
public record SampleDevice(String name, List<X509Certificate> certificates) {
    public CertificateChain chain() {
        return new CertificateChain(certificates);
    }

    public Fingerprint fingerprint() {
        return Fingerprint.of(certificates.getFirst());
    }

    public EnrollmentId enrollmentId() {
        return new EnrollmentId(fingerprint());
    }

    /// The same with another endpoint name.
    public SampleDevice named(String endpointName) {
        return new SampleDevice(endpointName, certificates);
    }

    /// Its bootstrap request, with a new key and a new request id.
    ///
    /// @param aid
    ///            null for none
    public DevicePresentation presents(@Nullable ResourceId aid) {
        return presents("attempt-" + Samples.id(), aid);
    }

    public DevicePresentation presents(String requestId, @Nullable ResourceId aid) {
        var key = DevicePublicKey.parse(CertificateDraft.newKeys("EC", "secp256r1").getPublic().getEncoded());
        return new DevicePresentation(new RequestId(requestId), chain(), new EndpointName(name), aid, key);
    }
}
