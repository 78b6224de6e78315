package io.firstclaim.it.stack;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.grpc.Channel;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.UUID;

/// What an edge asks of the core, without the device's side of it.
public final class EdgeCalls {
    private static final long REGISTRATION_SECONDS = 3600;

    private final BootstrapServiceBlockingStub core;

    /// @param channel with an edge's identity
    public EdgeCalls(Channel channel) {
        this.core = BootstrapServiceGrpc.newBlockingStub(channel);
    }

    /// Claims a meter by a new attempt with a new key.
    public ClaimDeviceResponse claim(Meter meter) {
        return claim(Identity.of(meter), meter.endpointName());
    }

    /// Claims a device by a new attempt with a new key.
    public ClaimDeviceResponse claim(Identity device, String endpointName) {
        return claim(device, endpointName, OddCa.newKeys().getPublic());
    }

    private ClaimDeviceResponse claim(Identity device, String endpointName, PublicKey key) {
        return core.claimDevice(ClaimDeviceRequest.newBuilder().setRequestId(UUID.randomUUID().toString())
                .addCertificateChain(ByteString.copyFrom(device.der())).setEndpointName(endpointName)
                .setPublicKey(ByteString.copyFrom(key.getEncoded())).build());
    }

    /// Claims a meter and gives what it would register with.
    public Identity credentialFor(Meter meter) {
        KeyPair keys = OddCa.newKeys();
        ClaimDeviceResponse claimed = claim(Identity.of(meter), meter.endpointName(), keys.getPublic());
        return new Identity(keys.getPrivate(),
                List.of(Identity.certificate(claimed.getClaimed().getDeviceCertificate().toByteArray())));
    }

    /// Registers with a credential; whether the core let it.
    public boolean isLetInWith(byte[] credential, String endpointName) {
        return core.registerDevice(RegisterDeviceRequest.newBuilder()
                .addCertificateChain(ByteString.copyFrom(credential)).setEndpointName(endpointName)
                .setLifetimeSeconds(REGISTRATION_SECONDS).setLwm2MVersion("1.0").build()).hasRegistered();
    }

    /// Confirms what was claimed; whether that had an effect.
    public boolean confirm(ClaimDeviceResponse claimed) {
        return core.confirmBootstrap(
                ConfirmBootstrapRequest.newBuilder().setIntentId(claimed.getClaimed().getIntentId()).build())
                .getConfirmed();
    }
}
