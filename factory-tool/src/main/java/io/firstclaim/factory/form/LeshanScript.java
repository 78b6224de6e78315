package io.firstclaim.factory.form;

import java.util.Map;

/// `leshan.sh`: starts leshan-client-demo (2.0.0-M15) as the device. It presents the device's own certificate only:
/// below an intermediate, the account must trust that intermediate.
public final class LeshanScript {
    /// The one file of this form; it uses those of [OutputForm#DER].
    public static final String FILE = "leshan.sh";

    /// The server's certificate must lead to the one given: "trust anchor assertion" (RFC 6698).
    private static final String TRUST_ANCHOR = "2";

    private LeshanScript() {}

    static Map<String, byte[]> of(DeviceContent device) {
        String[] uri = device.bootstrapUri().split("\\?", 2);
        ShellScript script = new ShellScript(
                "leshan-client-demo 2.0.0-M15 as this device. LESHAN_CLIENT_DEMO: its jar with all it needs.",
                "java -jar \"${LESHAN_CLIENT_DEMO:-leshan-client-demo.jar}\"")
                .flag("--bootstrap")
                .option("--server-url", uri[0])
                .option("--endpoint-name", device.endpointName());
        if (uri.length > 1) {
            script.option("--bootstrap-additional-attributes", uri[1]);
        }
        return Map.of(FILE, script.file("--client-certificate", DerFiles.CERTIFICATE)
                .file("--client-private-key", DerFiles.KEY)
                .file("--server-certificate", DerFiles.SERVER_CA)
                .option("--certificate-usage", TRUST_ANCHOR).bytes());
    }
}
