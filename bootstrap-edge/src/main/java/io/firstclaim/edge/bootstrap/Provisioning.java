package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;

/// What a claimed device is given.
///
/// @param bootstrapUri of this bootstrap server, with explicit port and `aid`
/// @param lwm2mUri of the LwM2M server, with explicit port and `aid`
/// @param deviceCertificate the LwM2M certificate of the device, DER
/// @param serverCertificate the CA of the LwM2M server, DER
/// @param privateKey of the device certificate, PKCS#8 DER
/// @param shortServerId 1 to 65534 (OMA LwM2M 1.1, appendix E.1)
/// @param lifetimeSeconds of the registrations
public record Provisioning(String bootstrapUri, String lwm2mUri, ByteString deviceCertificate,
        ByteString serverCertificate,
        ByteString privateKey, int shortServerId, long lifetimeSeconds) {

    /// Without the key.
    @Override
    public String toString() {
        return "Provisioning[" + lwm2mUri + "]";
    }
}
