package io.firstclaim.server.claim;

import io.firstclaim.core.claim.ClaimOutcome;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.bootstrap.v1.RefusedDevice;
import io.firstclaim.server.call.Answers;
import io.firstclaim.server.call.Requests;
import java.security.cert.X509Certificate;

/// The claim as messages of the contract.
final class ClaimMessages {

    private ClaimMessages() {}

    static DevicePresentation presentation(ClaimDeviceRequest request) {
        return DevicePresentation.parse(request.getRequestId(), Requests.bytes(request.getCertificateChainList()),
                request.getEndpointName(), request.getAccountId(), request.getPublicKey().toByteArray());
    }

    static ClaimDeviceResponse decision(ClaimOutcome outcome, X509Certificate serverCa) {
        return switch (outcome) {
            case Claimed claimed -> ClaimDeviceResponse.newBuilder().setClaimed(claimed(claimed, serverCa)).build();
            case Refused(var reason, var detail) -> ClaimDeviceResponse.newBuilder()
                    .setRefused(RefusedDevice.newBuilder().setReason(RefusalReasons.of(reason)).setDetail(detail))
                    .build();
        };
    }

    private static ClaimedDevice claimed(Claimed claimed, X509Certificate serverCa) {
        return ClaimedDevice.newBuilder().setAccountId(claimed.accountId().toString())
                .setDeviceId(claimed.deviceId().toString()).setIntentId(claimed.credential().id().toString())
                .setDeviceCertificate(Answers.der(claimed.certificate()))
                .setServerCaCertificate(Answers.der(serverCa)).setRepeated(claimed.repeated()).build();
    }
}
