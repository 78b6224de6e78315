package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import java.security.KeyPair;

/// What this edge gives every device, besides the device's own.
///
/// @param bootstrapUri of this edge with explicit port, without query
/// @param lwm2mUri of this edge with explicit port, without query
/// @param shortServerId by which devices know the LwM2M server, 1 to 65534
/// @param lifetimeSeconds of registrations
public record BootstrapSettings(String bootstrapUri, String lwm2mUri, int shortServerId, long lifetimeSeconds) {

    Provisioning provision(ClaimedDevice claimed, KeyPair pair) {
        String account = "?aid=" + claimed.getAccountId();
        return new Provisioning(bootstrapUri + account, lwm2mUri + account, claimed.getDeviceCertificate(),
                claimed.getServerCaCertificate(), ByteString.copyFrom(pair.getPrivate().getEncoded()), shortServerId,
                lifetimeSeconds);
    }
}
