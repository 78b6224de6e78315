package io.firstclaim.server;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.server.TestFactory.TestDevice;
import java.util.UUID;

/// What an edge does for a device.
record Claims(BootstrapServiceBlockingStub edge) {

    /// A device at `POST /bs` for the first time.
    ClaimDeviceResponse claim(TestDevice device) {
        return edge.claimDevice(request(device).build());
    }

    /// A device that has to be let in.
    ClaimedDevice claimed(TestDevice device) {
        var answer = claim(device);
        if (!answer.hasClaimed()) {
            throw new AssertionError("refused: " + answer.getRefused());
        }
        return answer.getClaimed();
    }

    /// A device at `POST /bs` that gives an `aid`.
    ClaimDeviceResponse claim(TestDevice device, String accountId) {
        return edge.claimDevice(request(device).setAccountId(accountId).build());
    }

    boolean confirm(ClaimedDevice claimed) {
        return edge.confirmBootstrap(ConfirmBootstrapRequest.newBuilder().setIntentId(claimed.getIntentId()).build())
                .getConfirmed();
    }

    RegisterDeviceResponse register(TestDevice device, ClaimedDevice claimed) {
        return edge.registerDevice(registration(device, claimed).build());
    }

    static RegisterDeviceRequest.Builder registration(TestDevice device, ClaimedDevice claimed) {
        return RegisterDeviceRequest.newBuilder().addCertificateChain(claimed.getDeviceCertificate())
                .setEndpointName(device.endpointName()).setLifetimeSeconds(300).setLwm2MVersion("1.0")
                .setBinding("U").setEndpointType("meter").setObjectLinks("</1/0>,</3/0>");
    }

    static ClaimDeviceRequest.Builder request(TestDevice device) {
        return ClaimDeviceRequest.newBuilder().setRequestId(UUID.randomUUID().toString())
                .addCertificateChain(device.der()).setEndpointName(device.endpointName())
                .setPublicKey(ByteString.copyFrom(TestFactory.newKeys().getPublic().getEncoded()));
    }
}
