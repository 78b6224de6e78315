package io.firstclaim.factory.form;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OutputFormTest {
    /// Everything that a shell might touch.
    private static final String NAME = "it's $HOME `id` & -x; #\u96FB";
    private static final byte[] CERTIFICATE = {1, 1};
    private static final byte[] ISSUER = {2, 2};
    private static final byte[] KEY = {3, 3};
    private static final byte[] SERVER_CA = {4, 4};

    @TempDir
    Path folder;

    private static DeviceContent device(String uri, byte[]... issuers) {
        SequencedMap<String, String> items = new LinkedHashMap<>();
        items.put("mbed.FirstToClaim", "1");
        items.put("mbed.UseBootstrap", "1");
        items.put("mbed.EndpointName", NAME);
        items.put("mbed.BootstrapServerURI", uri);
        items.put("mbed.SerialNumber", "000007");
        items.put("mbed.CurrentTime", "1795428000");
        items.put("firstclaim.EnrollmentId", "A-AD");
        return new DeviceContent(items, CERTIFICATE, List.of(issuers), KEY, SERVER_CA);
    }

    @Test
    void aBundleHasEachItemUnderItsNameAndWithItsType() throws IOException {
        JsonNode bundle = bundle(device("coaps://boot.example.com:5684"));

        assertThat(names(bundle)).containsExactly("SchemeVersion", "Keys", "Certificates", "ConfigParams");
        assertThat(bundle.get("SchemeVersion").textValue()).isEqualTo("0.0.1");
        JsonNode key = item(bundle, "Keys", "mbed.BootstrapDevicePrivateKey");
        assertThat(names(key)).containsExactly("Name", "Type", "Format", "Data");
        assertThat(key.get("Type").textValue()).isEqualTo("ECCPrivate");
        assertThat(key.get("Format").textValue()).isEqualTo("der");
        assertThat(key.get("Data").binaryValue()).isEqualTo(KEY);
        JsonNode certificate = item(bundle, "Certificates", "mbed.BootstrapDeviceCert");
        assertThat(names(certificate)).containsExactly("Name", "Format", "Data");
        assertThat(certificate.get("Data").binaryValue()).isEqualTo(CERTIFICATE);
        assertThat(item(bundle, "Certificates", "mbed.BootstrapServerCACert").get("Data").binaryValue())
                .isEqualTo(SERVER_CA);
        for (String number : List.of("mbed.FirstToClaim", "mbed.UseBootstrap")) {
            assertThat(item(bundle, "ConfigParams", number).get("Data").isInt()).isTrue();
            assertThat(item(bundle, "ConfigParams", number).get("Data").intValue()).isEqualTo(1);
        }
        assertThat(item(bundle, "ConfigParams", "mbed.CurrentTime").get("Data").longValue()).isEqualTo(1795428000L);
        assertThat(item(bundle, "ConfigParams", "mbed.EndpointName").get("Data").textValue()).isEqualTo(NAME);
        assertThat(item(bundle, "ConfigParams", "mbed.SerialNumber").get("Data").textValue()).isEqualTo("000007");
        assertThat(item(bundle, "ConfigParams", "mbed.BootstrapServerURI").get("Data").textValue())
                .isEqualTo("coaps://boot.example.com:5684");
        assertThat(bundle.get("ConfigParams")).hasSize(6);
    }

    @Test
    void aBundleBelowAnIntermediateHasTheChainInPlaceOfTheCertificate() throws IOException {
        JsonNode bundle = bundle(device("coaps://boot.example.com:5684", ISSUER));

        assertThat(names(bundle)).containsExactly("SchemeVersion", "Keys", "Certificates", "CertificateChains",
                "ConfigParams");
        assertThat(bundle.get("Certificates")).hasSize(1);
        JsonNode chain = item(bundle, "CertificateChains", "mbed.BootstrapDeviceCert");
        assertThat(names(chain)).containsExactly("Name", "Format", "DataArray");
        assertThat(chain.get("DataArray").get(0).binaryValue()).isEqualTo(CERTIFICATE);
        assertThat(chain.get("DataArray").get(1).binaryValue()).isEqualTo(ISSUER);
        assertThat(chain.get("DataArray")).hasSize(2);
    }

    @Test
    void everyLengthInABundleIsWrittenBeforehand() {
        byte[] bytes = OutputForm.KCM.files(device("coaps://x:1", ISSUER)).values().iterator().next();

        // initial bytes of maps, arrays and strings without a length, and the "break" that ends them (RFC 8949, 3.2.1)
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        assertThat(text).doesNotContain("\u00BF", "\u009F", "\u00FF");
        assertThat(bytes[0]).isEqualTo((byte) 0xA5);
    }

    @Test
    void leshanIsStartedWithTheDevicesNameServerAndFiles() throws Exception {
        assertThat(arguments(OutputForm.LESHAN, "leshan.sh", device("coaps://boot.example.com:5684", ISSUER)))
                .containsExactly("-jar", "leshan-client-demo.jar", "--bootstrap",
                        "--server-url=coaps://boot.example.com:5684", "--endpoint-name=" + NAME,
                        "--client-certificate=HERE/bootstrap-device-cert.der",
                        "--client-private-key=HERE/bootstrap-device-key.der",
                        "--server-certificate=HERE/bootstrap-server-ca.der", "--certificate-usage=2", "more", "a b");
        assertThat(arguments(OutputForm.LESHAN, "leshan.sh", device("coaps://boot.example.com:5684?aid=0192")))
                .contains("--server-url=coaps://boot.example.com:5684",
                        "--bootstrap-additional-attributes=aid=0192");
    }

    @Test
    void anjayIsStartedWithTheDevicesNameServerAndFiles() throws Exception {
        assertThat(arguments(OutputForm.ANJAY, "anjay.sh", device("coaps://boot.example.com:5684?aid=0192")))
                .containsExactly("--server-uri=coaps://boot.example.com:5684?aid=0192", "--bootstrap",
                        "--endpoint-name=" + NAME, "--security-mode=cert",
                        "--client-cert-file=HERE/bootstrap-device-cert.der",
                        "--key-file=HERE/bootstrap-device-key.der", "--pkix-trust-store=HERE/anjay-trust.pem", "more",
                        "a b");
        assertThat(arguments(OutputForm.ANJAY, "anjay.sh", device("coaps://x:1", ISSUER)))
                .contains("--rebuild-client-cert-chain");
    }

    @ParameterizedTest
    @EnumSource(names = {"LESHAN", "ANJAY"})
    void aShellParsesTheScriptAndTheFilesItNamesExist(OutputForm form) throws Exception {
        requireShell();
        write(OutputForm.DER, device("coaps://x:1", ISSUER));
        for (String name : write(form, device("coaps://x:1", ISSUER)).keySet()) {
            if (name.endsWith(".sh")) {
                assertThat(run("sh", "-n", folder.resolve(name).toString())).isEmpty();
                Files.readString(folder.resolve(name)).lines().filter(line -> line.contains("$here/")).map(
                        line -> line.replaceAll(".*\\$here/([^\"]*)\".*", "$1"))
                        .forEach(file -> assertThat(folder.resolve(file)).exists());
            }
        }
    }

    @Test
    void pemHoldsTheChainTheKeyAndTheServerCa() throws IOException {
        Map<String, byte[]> files = write(OutputForm.PEM, device("coaps://x:1", ISSUER));

        assertThat(files).containsOnlyKeys("bootstrap-device-cert.pem", "bootstrap-device-key.pem",
                "bootstrap-server-ca.pem");
        assertThat(folder.resolve("bootstrap-device-cert.pem")).hasContent("""
                -----BEGIN CERTIFICATE-----
                AQE=
                -----END CERTIFICATE-----
                -----BEGIN CERTIFICATE-----
                AgI=
                -----END CERTIFICATE-----
                """);
        assertThat(folder.resolve("bootstrap-device-key.pem"))
                .hasContent("-----BEGIN PRIVATE KEY-----\nAwM=\n-----END PRIVATE KEY-----\n");
        assertThat(folder.resolve("bootstrap-server-ca.pem"))
                .hasContent("-----BEGIN CERTIFICATE-----\nBAQ=\n-----END CERTIFICATE-----\n");
    }

    /// What the script would start the client with, its own folder as HERE: a program in place of the client prints it.
    private List<String> arguments(OutputForm form, String script, DeviceContent device) throws Exception {
        requireShell();
        write(form, device);
        Path client = folder.resolve("java");
        Files.writeString(client, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        assertThat(client.toFile().setExecutable(true)).isTrue();
        return run("env", "PATH=" + folder + ":" + System.getenv("PATH"), "ANJAY_DEMO=" + client, "sh",
                folder.resolve(script).toString(), "more", "a b").lines()
                .map(line -> line.replace(folder.toString(), "HERE")).toList();
    }

    private Map<String, byte[]> write(OutputForm form, DeviceContent device) throws IOException {
        Map<String, byte[]> files = form.files(device);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Files.write(folder.resolve(file.getKey()), file.getValue());
        }
        return files;
    }

    private static JsonNode bundle(DeviceContent device) throws IOException {
        return new CBORMapper().readTree(OutputForm.KCM.files(device).get("kcm-bundle.cbor"));
    }

    private static JsonNode item(JsonNode bundle, String group, String name) {
        return StreamSupport.stream(bundle.get(group).spliterator(), false)
                .filter(item -> item.get("Name").textValue().equals(name)).findFirst().orElseThrow();
    }

    private static List<String> names(JsonNode map) {
        return map.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static void requireShell() {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "no /bin/sh here: the scripts were NOT checked by a shell");
    }

    private static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
