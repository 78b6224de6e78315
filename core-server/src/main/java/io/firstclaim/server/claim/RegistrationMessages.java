package io.firstclaim.server.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.RegistrationOutcome;
import io.firstclaim.core.device.RegistrationOutcome.Refused;
import io.firstclaim.core.device.RegistrationOutcome.Unavailable;
import io.firstclaim.core.device.RegistrationRequest;
import io.firstclaim.core.device.RegistrationUpdate;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.Registered;
import io.firstclaim.proto.bootstrap.v1.RegistrationRefused;
import io.firstclaim.proto.bootstrap.v1.RegistrationUnavailable;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationRequest;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationResponse;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Registrations as messages of the contract.
final class RegistrationMessages {

    private RegistrationMessages() {}

    static RegistrationRequest request(RegisterDeviceRequest request) {
        return new RegistrationRequest(CertificateChain.parse(Requests.bytes(request.getCertificateChainList())),
                request.getEndpointName(), lifetimeOrNull(request.getLifetimeSeconds()), request.getLwm2MVersion(),
                request.getBinding(), request.getEndpointType(), request.getObjectLinks());
    }

    static RegistrationUpdate update(UpdateRegistrationRequest request) {
        return new RegistrationUpdate(CertificateChain.parse(Requests.bytes(request.getCertificateChainList())),
                ResourceId.parse("account_id", request.getAccountId()),
                ResourceId.parse("device_id", request.getDeviceId()), lifetimeOrNull(request.getLifetimeSeconds()),
                request.getBinding(), request.getObjectLinks());
    }

    /// 0 stands for none.
    private static @Nullable Duration lifetimeOrNull(long seconds) {
        return seconds == 0 ? null : Duration.ofSeconds(seconds);
    }

    static RegisterDeviceResponse registered(RegistrationOutcome outcome) {
        var message = RegisterDeviceResponse.newBuilder();
        return switch (outcome) {
            case RegistrationOutcome.Registered taken -> message.setRegistered(taken(taken)).build();
            case Refused(var detail) -> message.setRefused(refused(detail)).build();
            case Unavailable(var detail) -> message.setUnavailable(unavailable(detail)).build();
        };
    }

    static UpdateRegistrationResponse updated(RegistrationOutcome outcome) {
        var message = UpdateRegistrationResponse.newBuilder();
        return switch (outcome) {
            case RegistrationOutcome.Registered taken -> message.setRegistered(taken(taken)).build();
            case Refused(var detail) -> message.setRefused(refused(detail)).build();
            case Unavailable(var detail) -> message.setUnavailable(unavailable(detail)).build();
        };
    }

    private static Registered taken(RegistrationOutcome.Registered taken) {
        return Registered.newBuilder().setAccountId(taken.accountId().toString())
                .setDeviceId(taken.deviceId().toString()).setExpireTime(Answers.timestamp(taken.expiresAt()))
                .setBootstrapRequested(taken.bootstrapRequested()).build();
    }

    private static RegistrationRefused refused(String detail) {
        return RegistrationRefused.newBuilder().setDetail(detail).build();
    }

    private static RegistrationUnavailable unavailable(String detail) {
        return RegistrationUnavailable.newBuilder().setDetail(detail).build();
    }
}
