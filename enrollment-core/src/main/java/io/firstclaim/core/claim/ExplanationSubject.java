package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.CertificateChain;

/// How somebody who asks for an explanation names the device.
public sealed interface ExplanationSubject {
    /// By what it is listed by.
    record ByIdentity(EnrollmentId identity) implements ExplanationSubject {}

    /// By the name of a device of the account, or the one that a device gave when it was turned away.
    record ByEndpointName(EndpointName name) implements ExplanationSubject {}

    /// By its id in the account.
    record ByDevice(ResourceId deviceId) implements ExplanationSubject {}

    /// By its certificate, which tells the most.
    record ByCertificate(CertificateChain chain) implements ExplanationSubject {}
}
