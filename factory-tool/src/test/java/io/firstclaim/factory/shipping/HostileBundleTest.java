package io.firstclaim.factory.shipping;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.factory.MakerSignature;
import io.firstclaim.factory.SmallBatch;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Bundles made to hurt whoever checks or unpacks them, some of them signed by the maker himself.
class HostileBundleTest {
    @TempDir
    private Path folder = Path.of("");

    private SmallBatch batch() throws IOException {
        return SmallBatch.make(Files.createTempDirectory(folder, "factory"), "meter-1");
    }

    private Map<String, byte[]> files(SmallBatch batch) throws IOException {
        Path bundle = folder.resolve("good.zip");
        Bundles.pack(batch, bundle, true);
        return Bundles.unzip(bundle);
    }

    private static List<String> problems(Path bundle) {
        return new VerifyShipment(VerifyShipment.Progress.SILENT).verify(bundle, null).problems().stream()
                .map(problem -> problem.where() + " " + problem.what()).toList();
    }

    /// A bundle whose maker signed whatever the text says.
    private Path signed(SmallBatch batch, String manifest) throws IOException {
        Map<String, byte[]> files = files(batch);
        byte[] json = manifest.getBytes(StandardCharsets.UTF_8);
        files.put("manifest.json", json);
        files.put("manifest.json.p7s",
                MakerSignature.sign(json, batch.ca(), SmallBatch.CLOCK, SmallBatch.RANDOM));
        return Bundles.zip(folder.resolve("hostile.zip"), files);
    }

    private String manifest(SmallBatch batch) throws IOException {
        return new String(Objects.requireNonNull(files(batch).get("manifest.json")), StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "/etc/passwd", "labels/../../evil", "C:\\evil", "labels\\..\\evil", "~/evil",
            "a//b", "./a", ".hidden", "labels/", "na\u0000me", "Größe.txt", "-", "con fusion"})
    void namesThatLeadElsewhereAreProblemsAndNeverRead(String name) throws IOException {
        SmallBatch batch = batch();
        Map<String, byte[]> files = files(batch);
        files.put(name, new byte[0]);
        List<String> problems = problems(Bundles.zip(folder.resolve("hostile.zip"), files));
        if (name.equals("labels/")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil.txt", "/etc/passwd", "labels/../x", "C:\\x", ""})
    void aManifestThatListsSuchANameIsRefused(String name) throws IOException {
        SmallBatch batch = batch();
        String hostile = manifest(batch).replace("\"README.txt\"", "\"" + name.replace("\\", "\\\\") + "\"");
        assertThat(problems(signed(batch, hostile))).singleElement().asString()
                .contains("manifest.json", "is not allowed in a bundle");
    }

    @Test
    void theManifestsOwnWordsAreReadStrictly() throws IOException {
        SmallBatch batch = batch();
        String good = manifest(batch);
        assertThat(problems(signed(batch, good))).isEmpty();
        Map<String, String> changes = new LinkedHashMap<>();
        changes.put("\"total\" : 1", "\"total\" : \"1\"");
        changes.put("\"first_to_claim\" : 1", "\"first_to_claim\" : 1.5");
        changes.put("\"pre_assigned\" : 0", "\"pre_assigned\" : -1");
        changes.put("\"test_only\" : false", "\"test_only\" : \"no\"");
        changes.put("\"created\" : \"2026-11-23T10:00:00Z\"", "\"created\" : \"yesterday\"");
        changes.put("firstclaim-batch-manifest/1", "firstclaim-batch-manifest/2");
        changes.put("\"products\" : [", "\"products\" : null, \"more\" : [");
        changes.put("\"format\"", "\"batch\" : \"twice\", \"format\"");
        changes.put("\"path\" : \"ca.pem\"", "\"path\" : \"README.txt\"");
        changes.put("\"size\" : ", "\"size\" : -");
        changes.put("\"tool\" : \"Firstclaim test\"", "\"tool\" : {\"a\" : [[[[[[[[[[1]]]]]]]]]]}");
        changes.put("Meters of week 47", "x".repeat(Manifest.MAX_TEXT + 1));
        changes.put("Acme\"", "Acme\", \"unknown\" : 1");
        changes.forEach((from, to) -> {
            assertThat(good).contains(from);
            try {
                assertThat(problems(signed(batch, good.replace(from, to)))).as(to).singleElement().asString()
                        .startsWith("manifest.json ");
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        });
        for (String nonsense : List.of("", "null", "[]", "{}", "{", good + "{}", "[".repeat(100_000))) {
            assertThat(problems(signed(batch, nonsense))).as(nonsense).singleElement().asString()
                    .startsWith("manifest.json ");
        }
    }

    @Test
    void aFileThatTheManifestMakesHugeIsRefused() throws IOException {
        SmallBatch batch = batch();
        String hostile = manifest(batch).replaceFirst("\"size\" : \\d+", "\"size\" : 9223372036854775807");
        assertThat(problems(signed(batch, hostile))).singleElement().asString().contains("at most");
    }

    @Test
    void aManifestOfAnotherCaOrOfMoreDevicesThanTheListIsAProblem() throws IOException {
        SmallBatch batch = batch();
        String good = manifest(batch);
        String own = Fingerprint.of(batch.ca().certificate()).colonHex();
        assertThat(problems(
                signed(batch, good.replace(own, own.replace(own.charAt(0), own.charAt(0) == '0' ? '1' : '0')))))
                .singleElement().asString().contains("names another CA");
        assertThat(problems(signed(batch,
                good.replace("\"total\" : 1", "\"total\" : 2").replace("\"first_to_claim\" : 1",
                        "\"first_to_claim\" : 2"))))
                .singleElement().asString().contains("lists 1 devices; the manifest says 2 first-to-claim");
        assertThat(problems(signed(batch, good.replace("\"first_to_claim\" : 1", "\"first_to_claim\" : 0")
                .replace("\"pre_assigned\" : 0", "\"pre_assigned\" : 1")))).singleElement().asString()
                .contains("lists 1 devices; the manifest says 0 first-to-claim");
    }

    @Test
    void aDevicesKeyCanNotSignForTheMaker() throws Exception {
        SmallBatch batch = batch();
        Map<String, byte[]> files = files(batch);
        byte[] json = Objects.requireNonNull(files.get("manifest.json"));
        files.put("manifest.json.p7s", Signatures.by(batch.device("meter-1"), json));
        assertThat(problems(Bundles.zip(folder.resolve("hostile.zip"), files))).singleElement().asString()
                .contains("CN=meter-1", "is not for signing documents");
    }

    @Test
    void signaturesThatAreNoneAreRefused() throws IOException {
        SmallBatch batch = batch();
        Map<String, byte[]> files = files(batch);
        byte[] json = Objects.requireNonNull(files.get("manifest.json"));
        SmallBatch other = batch();
        byte[] deep = new byte[60_000];
        for (int i = 0; i < deep.length; i += 2) {
            deep[i] = 0x30;
            deep[i + 1] = (byte) 0x80;
        }
        for (byte[] hostile : List.of(new byte[0], new byte[]{0x30}, deep,
                "-----BEGIN PKCS7-----".getBytes(StandardCharsets.US_ASCII), new byte[70_000],
                MakerSignature.sign(json, other.ca(), SmallBatch.CLOCK, SmallBatch.RANDOM),
                MakerSignature.sign(new byte[1], batch.ca(), SmallBatch.CLOCK, SmallBatch.RANDOM))) {
            files.put("manifest.json.p7s", hostile);
            assertThat(problems(Bundles.zip(folder.resolve("hostile.zip"), files))).singleElement().asString()
                    .startsWith("manifest.json.p7s ");
        }
    }

    @Test
    void anEnrollmentListThatIsNoneIsAProblem() throws IOException {
        SmallBatch batch = batch();
        String id = "A-" + "00:".repeat(31) + "00";
        for (String csv : List.of("", "enrollment_identity\n", "enrollment_identity,endpoint_name\n" + id + ",a\n" + id
                + ",b\n", "enrollment_identity,endpoint_name\nA-00,a\n",
                "enrollment_identity,endpoint_name\n" + id
                        + ",../a\n",
                "enrollment_identity,endpoint_name\n" + id + ",a,b\n", "enrollment_identity,endpoint_name\n\"" + id)) {
            Map<String, byte[]> files = files(batch);
            byte[] list = csv.getBytes(StandardCharsets.UTF_8);
            byte[] old = Objects.requireNonNull(files.put("enrollments.csv", list));
            String manifest = manifest(batch).replace(Fingerprint.ofCertificate(old).hex(),
                    Fingerprint.ofCertificate(list).hex());
            String json = manifest.replaceFirst("(enrollments.csv\",\\s+\"size\" : )" + old.length, "$1" + list.length);
            files.put("manifest.json", json.getBytes(StandardCharsets.UTF_8));
            files.put("manifest.json.p7s", MakerSignature.sign(json.getBytes(StandardCharsets.UTF_8), batch.ca(),
                    SmallBatch.CLOCK, SmallBatch.RANDOM));
            assertThat(problems(Bundles.zip(folder.resolve("hostile.zip"), files))).as(csv).singleElement().asString()
                    .startsWith("enrollments.csv ");
        }
    }

    @Test
    void aNameThatComesTwiceIsAProblem() throws IOException {
        Map<String, byte[]> files = files(batch());
        files.put("README.tx_", "another".getBytes(StandardCharsets.US_ASCII));
        byte[] zip = Files.readAllBytes(Bundles.zip(folder.resolve("hostile.zip"), files));
        byte[] from = "README.tx_".getBytes(StandardCharsets.US_ASCII);
        for (int i = 0; i < zip.length - from.length; i++) {
            if (Arrays.equals(zip, i, i + from.length, from, 0, from.length)) {
                zip[i + from.length - 1] = 't';
            }
        }
        Files.write(folder.resolve("hostile.zip"), zip);
        assertThat(problems(folder.resolve("hostile.zip"))).contains("README.txt is in the zip twice");
    }

    @Test
    void aZipBombIsReadNoFurtherThanItsManifestSays() throws IOException {
        Map<String, byte[]> files = files(batch());
        Path bomb = folder.resolve("bomb.zip");
        byte[] zeros = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(bomb); ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                zip.putNextEntry(new ZipEntry(file.getKey()));
                if (file.getKey().startsWith("manifest.json.")) {
                    for (int i = 0; i < 200; i++) {
                        zip.write(zeros);
                    }
                } else {
                    zip.write(file.getValue());
                }
                zip.closeEntry();
            }
        }
        assertThat(problems(bomb)).containsExactly("manifest.json.p7s is larger than 65536 bytes");
    }

    @Test
    void aDirectoryThatClaimsToBeHugeIsNotLoaded() throws IOException {
        byte[] zip = Files.readAllBytes(Bundles.zip(folder.resolve("hostile.zip"), files(batch())));
        ByteBuffer end = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        end.putInt(zip.length - 22 + 12, (int) ZipDirectory.MAX_BYTES + 1);
        Files.write(folder.resolve("hostile.zip"), zip);
        assertThat(problems(folder.resolve("hostile.zip"))).singleElement().asString()
                .contains("its directory has", "at most " + ZipDirectory.MAX_BYTES);
    }

    @Test
    void aZipOfMoreFilesThanABundleHasIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.setMethod(ZipOutputStream.DEFLATED);
            for (int i = 0; i <= BundleFiles.MAX_ENTRIES; i++) {
                zip.putNextEntry(new ZipEntry("f" + i));
                zip.closeEntry();
            }
        }
        Path many = Files.write(folder.resolve("many.zip"), out.toByteArray());
        assertThat(problems(many)).first().asString()
                .contains("has " + (BundleFiles.MAX_ENTRIES + 1) + " entries");
    }
}
