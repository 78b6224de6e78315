package io.firstclaim.factory.form;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// DER files, and the text items as the lines that [java.util.Properties] loads, in plain ASCII.
public final class DerFiles {
    /// The text items.
    public static final String ITEMS = "device.properties";
    /// `mbed.BootstrapDeviceCert`: the device's own certificate and no other.
    public static final String CERTIFICATE = "bootstrap-device-cert.der";
    /// `mbed.BootstrapDevicePrivateKey`, PKCS#8.
    public static final String KEY = "bootstrap-device-key.der";
    /// `mbed.BootstrapServerCACert`.
    public static final String SERVER_CA = "bootstrap-server-ca.der";

    private DerFiles() {}

    /// The n-th certificate that the device presents after its own, counted from 1.
    public static String issuer(int number) {
        return "bootstrap-device-issuer-" + number + ".der";
    }

    static Map<String, byte[]> of(DeviceContent device) {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put(ITEMS, properties(device.items()));
        files.put(CERTIFICATE, device.certificate());
        for (int i = 0; i < device.issuers().size(); i++) {
            files.put(issuer(i + 1), device.issuers().get(i));
        }
        files.put(KEY, device.key());
        files.put(SERVER_CA, device.serverCa());
        return files;
    }

    private static byte[] properties(Map<String, String> items) {
        StringBuilder lines = new StringBuilder();
        items.forEach((item, value) -> {
            lines.append(item).append('=');
            value.chars().forEach(c -> append(lines, (char) c));
            lines.append('\n');
        });
        return lines.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static void append(StringBuilder lines, char c) {
        if (c == '\\') {
            lines.append("\\\\");
        } else if (c < 0x20 || c > 0x7e) {
            lines.append(String.format(Locale.ROOT, "\\u%04X", (int) c));
        } else {
            lines.append(c);
        }
    }
}
