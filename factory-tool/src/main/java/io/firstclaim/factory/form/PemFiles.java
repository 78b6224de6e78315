package io.firstclaim.factory.form;

import io.firstclaim.factory.Pem;
import java.util.Map;
import java.util.stream.Stream;

/// PEM files (RFC 7468), as OpenSSL and Mbed TLS load them: the certificate file holds the whole chain that the device
/// presents, its own certificate first.
public final class PemFiles {
    /// The device's certificate, then its issuers.
    public static final String CERTIFICATE = "bootstrap-device-cert.pem";
    /// The private key, PKCS#8.
    public static final String KEY = "bootstrap-device-key.pem";
    /// What the device trusts to be its bootstrap server.
    public static final String SERVER_CA = "bootstrap-server-ca.pem";

    private PemFiles() {}

    static Map<String, byte[]> of(DeviceContent device) {
        return Map.of(CERTIFICATE, Pem.encodeCertificateDers(Stream
                .concat(Stream.of(device.certificate()), device.issuers().stream()).toList()),
                KEY, Pem.encode("PRIVATE KEY", device.key()),
                SERVER_CA, Pem.encode("CERTIFICATE", device.serverCa()));
    }
}
