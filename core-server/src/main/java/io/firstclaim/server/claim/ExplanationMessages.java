package io.firstclaim.server.claim;

import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.Explanation;
import io.firstclaim.core.claim.Explanation.Check;
import io.firstclaim.core.claim.Explanation.Failure;
import io.firstclaim.core.claim.ExplanationSubject;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.proto.claim.v1.EnrollmentCheck;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentRequest;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentResponse;
import java.util.Locale;

/// Explanations as messages of the contract.
final class ExplanationMessages {
    /// What a device shows when the handshake fails.
    private static final String NO_HANDSHAKE = "Secure Connection Failed.";

    private ExplanationMessages() {}

    static ExplanationSubject subject(ExplainEnrollmentRequest request) {
        return switch (request.getSubjectCase()) {
            case ENROLLMENT_IDENTITY ->
                new ExplanationSubject.ByIdentity(EnrollmentId.parse(request.getEnrollmentIdentity()));
            case ENDPOINT_NAME -> new ExplanationSubject.ByEndpointName(new EndpointName(request.getEndpointName()));
            case DEVICE_ID -> new ExplanationSubject.ByDevice(ResourceId.parse("device_id", request.getDeviceId()));
            case CERTIFICATE -> new ExplanationSubject.ByCertificate(
                    CertificateChain.parseFile(request.getCertificate().toByteArray()));
            case SUBJECT_NOT_SET -> throw FirstclaimException.invalid("subject",
                    "Which device is not said: an enrollment ID, an endpoint name, a device id or a certificate is expected.");
        };
    }

    static ExplainEnrollmentResponse explanation(Explanation explanation) {
        var identity = explanation.identity();
        var message = ExplainEnrollmentResponse.newBuilder()
                .setEnrollmentIdentity(identity == null ? "" : identity.toString())
                .addAllChecks(explanation.checks().stream().map(ExplanationMessages::check).toList());
        explanation.failed().ifPresent(check -> fail(message, check));
        return message.build();
    }

    private static EnrollmentCheck check(Check check) {
        return EnrollmentCheck.newBuilder().setName(name(check)).setPassed(check.passed()).setDetail(check.detail())
                .build();
    }

    private static void fail(ExplainEnrollmentResponse.Builder message, Check check) {
        message.setFailedCheck(name(check));
        switch (check.failure()) {
            case Failure.Refused(var why) -> {
                var reason = RefusalReasons.of(why);
                var answer = DeviceAnswers.of(reason);
                message.setReason(reason).setMessage(answer.getText()).setAction(answer.getAction());
            }
            case Failure.SecureConnectionFails(var nextStep) -> message.setMessage(NO_HANDSHAKE).setAction(nextStep);
            case Failure.NotRefused(var nextStep) -> message.setAction(nextStep);
            case null -> throw new IllegalArgumentException("The device passes " + check.name());
        }
    }

    private static String name(Check check) {
        return check.name().name().toLowerCase(Locale.ROOT);
    }
}
