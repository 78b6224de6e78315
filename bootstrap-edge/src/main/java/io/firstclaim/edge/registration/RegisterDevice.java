package io.firstclaim.edge.registration;

import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.edge.core.CoreAnswer;
import io.firstclaim.edge.core.CoreCalls;
import io.firstclaim.edge.registration.RegistrationAnswer.Created;
import io.firstclaim.edge.registration.RegistrationAnswer.Deleted;
import io.firstclaim.edge.registration.RegistrationAnswer.Forbidden;
import io.firstclaim.edge.registration.RegistrationAnswer.Later;
import io.firstclaim.edge.registration.RegistrationAnswer.Malformed;
import io.firstclaim.edge.registration.RegistrationAnswer.NotFound;
import io.firstclaim.edge.registration.RegistrationAnswer.Updated;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationRequest;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationResponse;
import io.firstclaim.proto.claim.v1.DeviceAnswer;
import io.firstclaim.proto.claim.v1.RefusalReason;
import java.security.cert.X509Certificate;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Registrations: asks the core, which decides by the certificate of the session, and says what the device is answered.
///
/// A device that is answered 4.03 drops its credentials, so that is said only when the core is definite. Any doubt is 5.03.
public final class RegisterDevice {

    private static final Logger LOG = LoggerFactory.getLogger(RegisterDevice.class);
    private static final long DEFAULT_LIFETIME_SECONDS = 86_400;
    private static final String DEFAULT_VERSION = "1.0";

    private final CoreCalls core;

    public RegisterDevice(CoreCalls core) {
        this.core = core;
    }

    /// `POST /rd`.
    ///
    /// @param whenSlow run when the device should be told to hold on
    public RegistrationAnswer register(List<X509Certificate> chain, RegistrationRequest request, Runnable whenSlow)
            throws InterruptedException {
        long lifetime = request.lifetimeSeconds() == 0 ? DEFAULT_LIFETIME_SECONDS : request.lifetimeSeconds();
        String version = request.lwm2mVersion().isEmpty() ? DEFAULT_VERSION : request.lwm2mVersion();
        RegisterDeviceRequest asked = RegisterDeviceRequest.newBuilder()
                .addAllCertificateChain(Certificates.encode(chain)).setEndpointName(request.endpointName())
                .setLifetimeSeconds(lifetime).setLwm2MVersion(version).setBinding(request.binding())
                .setEndpointType(request.endpointType()).setObjectLinks(request.objectLinks()).build();
        return switch (core.registerDevice(asked, whenSlow)) {
            case CoreAnswer.Answered<RegisterDeviceResponse>(RegisterDeviceResponse answer) ->
                switch (answer.getDecisionCase()) {
                    case REGISTERED -> new Created(answer.getRegistered().getAccountId(),
                            answer.getRegistered().getDeviceId(), answer.getRegistered().getBootstrapRequested());
                    case REFUSED -> noted(new Forbidden(), answer.getRefused().getDetail());
                    case UNAVAILABLE -> suspended(answer.getUnavailable().getDetail());
                    case DECISION_NOT_SET -> later(RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER, "no decision");
                };
            case CoreAnswer.Rejected<RegisterDeviceResponse>(String what) -> new Malformed(what);
            case CoreAnswer.Failed<RegisterDeviceResponse>(RefusalReason reason, String detail) ->
                later(reason, detail);
        };
    }

    /// `POST /rd/<account id>/<device id>`.
    public RegistrationAnswer update(List<X509Certificate> chain, DeviceName location, RegistrationRequest request,
            Runnable whenSlow) throws InterruptedException {
        UpdateRegistrationRequest asked = UpdateRegistrationRequest.newBuilder()
                .addAllCertificateChain(Certificates.encode(chain)).setAccountId(location.accountId())
                .setDeviceId(location.deviceId()).setLifetimeSeconds(request.lifetimeSeconds())
                .setBinding(request.binding()).setObjectLinks(request.objectLinks()).build();
        return switch (core.updateRegistration(asked, whenSlow)) {
            case CoreAnswer.Answered<UpdateRegistrationResponse>(UpdateRegistrationResponse answer) ->
                switch (answer.getDecisionCase()) {
                    case REGISTERED -> new Updated(answer.getRegistered().getBootstrapRequested());
                    case REFUSED -> noted(new NotFound(), answer.getRefused().getDetail());
                    case UNAVAILABLE -> suspended(answer.getUnavailable().getDetail());
                    case DECISION_NOT_SET -> later(RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER, "no decision");
                };
            case CoreAnswer.Rejected<UpdateRegistrationResponse>(String what) -> new Malformed(what);
            case CoreAnswer.Failed<UpdateRegistrationResponse>(RefusalReason reason, String detail) ->
                later(reason, detail);
        };
    }

    /// `DELETE /rd/<account id>/<device id>`.
    public RegistrationAnswer deregister(List<X509Certificate> chain, DeviceName location, Runnable whenSlow)
            throws InterruptedException {
        DeregisterDeviceRequest asked = DeregisterDeviceRequest.newBuilder()
                .addAllCertificateChain(Certificates.encode(chain)).setAccountId(location.accountId())
                .setDeviceId(location.deviceId()).build();
        return switch (core.deregisterDevice(asked, whenSlow)) {
            case CoreAnswer.Answered<DeregisterDeviceResponse>(DeregisterDeviceResponse answer) ->
                answer.getDeregistered() ? new Deleted() : new NotFound();
            case CoreAnswer.Rejected<DeregisterDeviceResponse>(String what) -> new Malformed(what);
            case CoreAnswer.Failed<DeregisterDeviceResponse>(RefusalReason reason, String detail) ->
                later(reason, detail);
        };
    }

    private static RegistrationAnswer noted(RegistrationAnswer answer, String detail) {
        LOG.info("a registration is refused: {}", detail);
        return answer;
    }

    private static RegistrationAnswer suspended(String detail) {
        return later(RefusalReason.REFUSAL_REASON_ACCOUNT_SUSPENDED, detail);
    }

    private static RegistrationAnswer later(RefusalReason reason, String detail) {
        DeviceAnswer answer = DeviceAnswers.of(reason);
        LOG.info("a registration has to wait: {} ({})", answer.getText(), detail);
        return new Later(answer);
    }
}
