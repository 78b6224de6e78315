package io.firstclaim.factory.form;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;

/// PEM files (RFC 7468), as OpenSSL and Mbed TLS load them: the certificate file holds the whole chain that the device
/// presents, its own certificate first.
public final class PemFiles {
    /// The device's certificate, then its issuers.
    public static final String CERTIFICATE = "bootstrap-device-cert.pem";
    /// The private key, PKCS#8.
    public static final String KEY = "bootstrap-device-key.pem";
    /// What the device trusts to be its bootstrap server.
    public static final String SERVER_CA = "bootstrap-server-ca.pem";

    private static final String CERTIFICATE_BLOCK = "CERTIFICATE";

    private PemFiles() {}

    static Map<String, byte[]> of(DeviceContent device) {
        return Map.of(CERTIFICATE, certificates(Stream
                .concat(Stream.of(device.certificate()), device.issuers().stream()).toList()),
                KEY, encode("PRIVATE KEY", List.of(device.key())),
                SERVER_CA, certificates(List.of(device.serverCa())));
    }

    static byte[] certificates(List<byte[]> ders) {
        return encode(CERTIFICATE_BLOCK, ders);
    }

    private static byte[] encode(String label, List<byte[]> ders) {
        StringWriter text = new StringWriter();
        try (PemWriter pem = new PemWriter(text)) {
            for (byte[] der : ders) {
                pem.writeObject(new PemObject(label, der));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be written", e);
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
