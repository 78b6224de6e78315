package io.firstclaim.factory.form;

import io.firstclaim.factory.Pem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// `anjay.sh`: starts the demo client of Anjay 3 as the device. Its command line has no "certificate usage", so the
/// server CA goes into a trust store (PEM). Below an intermediate the store holds the device's issuers too, and the
/// client is told to find its chain there: it then also trusts servers that those would vouch for.
public final class AnjayScript {
    /// The script; it uses files of [OutputForm#DER].
    public static final String FILE = "anjay.sh";
    /// The trust store.
    public static final String TRUST_STORE = "anjay-trust.pem";

    private AnjayScript() {}

    static Map<String, byte[]> of(DeviceContent device) {
        ShellScript script = new ShellScript("The demo client of Anjay 3 as this device. ANJAY_DEMO: where it is.",
                "\"${ANJAY_DEMO:-demo}\"")
                .option("--server-uri", device.bootstrapUri())
                .flag("--bootstrap")
                .option("--endpoint-name", device.endpointName())
                .option("--security-mode", "cert")
                .file("--client-cert-file", DerFiles.CERTIFICATE)
                .file("--key-file", DerFiles.KEY)
                .file("--pkix-trust-store", TRUST_STORE);
        if (!device.issuers().isEmpty()) {
            script.flag("--rebuild-client-cert-chain");
        }
        List<byte[]> trusted = new ArrayList<>(List.of(device.serverCa()));
        trusted.addAll(device.issuers());
        return Map.of(FILE, script.bytes(), TRUST_STORE, Pem.encodeCertificateDers(trusted));
    }
}
