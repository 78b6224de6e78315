package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactoryCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private String ca() {
        return folder.resolve("maker").toString();
    }

    private String batch() {
        return folder.resolve("batch").toString();
    }

    private CommandRun createCa() {
        return CommandRun.of("factory", "ca", "create", ca(), "--name", "Maker CA");
    }

    private CommandRun provision(String... more) {
        String[] start = {"factory", "provision", batch(), "--ca", ca(), "--server-ca", ca() + "/ca.pem",
                "--bootstrap-uri", "coaps://localhost:5684"};
        String[] all = new String[start.length + more.length];
        System.arraycopy(start, 0, all, 0, start.length);
        System.arraycopy(more, 0, all, start.length, more.length);
        return CommandRun.of(all);
    }

    @Test
    void aCaIsMadeOnceAndItsKeyIsNeverPrinted() throws IOException {
        CommandRun made = createCa();
        assertThat(made.code()).isZero();
        String key = Files.readAllLines(Path.of(ca(), "ca-key.pem")).get(1);
        assertThat(made.out() + made.err()).contains("ca.pem").doesNotContain(key);

        CommandRun again = createCa();
        assertThat(again.code()).isEqualTo(1);
        assertThat(again.errors()).singleElement().asString().contains("holds a CA already");
    }

    @Test
    void aCaThatWasMadeElsewhereIsTakenOver() {
        createCa();
        CommandRun imported = CommandRun.of("factory", "ca", "import", folder.resolve("imported").toString(),
                "--certificate", ca() + "/ca.pem", "--key", ca() + "/ca-key.pem");
        assertThat(imported.code()).isZero();
        assertThat(folder.resolve("imported/ca-key.pem")).exists();
    }

    @Test
    void devicesAreMadeAndTheirEnrollmentIdsPrinted() {
        createCa();
        CommandRun made = provision("--count", "2", "--prefix", "meter-");
        assertThat(made.code()).isZero();
        assertThat(made.out().lines()).hasSize(2).allMatch(line -> line.matches("meter-00000[12]  A-[0-9A-F:]{95}"));
        assertThat(folder.resolve("batch/enrollments.csv")).exists();

        String certificate = batch() + "/devices/meter-000001/bootstrap-device-cert.der";
        CommandRun id = CommandRun.of("factory", "enrollment-id", certificate);
        assertThat(id.code()).isZero();
        assertThat(made.out()).contains("meter-000001  " + id.out().strip());
    }

    @Test
    void devicesMadeBeforeItIsStoppedAreListed() throws IOException, InterruptedException {
        createCa();
        CompletableFuture<CommandRun> stopped = new CompletableFuture<>();
        Thread factory = Thread.ofPlatform().start(() -> stopped.complete(provision("--count", "3000")));
        await().until(() -> Files.exists(folder.resolve("batch/devices/device-000003")));
        factory.interrupt();

        assertThat(stopped.join().err()).contains("interrupted after", "complete and listed");
        try (Stream<Path> made = Files.list(folder.resolve("batch/devices"))) {
            assertThat(folder.resolve("batch/enrollments.csv")).content().hasLineCount(1 + (int) made.count());
        }
    }

    @Test
    void theSameCommandAgainHasNothingToDoAndAnotherOneIsRefused() throws IOException {
        createCa();
        CommandRun made = provision("--count", "2", "--form", "pem,kcm", "--form", "anjay");
        byte[] list = Files.readAllBytes(folder.resolve("batch/enrollments.csv"));
        CommandRun again = provision("--count", "2", "--form", "pem", "--form", "kcm,anjay");

        assertThat(again.code()).isZero();
        assertThat(again.out()).isEqualTo(made.out());
        assertThat(again.err()).startsWith("nothing to do, this order was made before: 2 devices in ");
        assertThat(folder.resolve("batch/enrollments.csv")).hasBinaryContent(list);
        assertThat(folder.resolve("batch/devices/device-000002")).isDirectoryContaining("glob:**/kcm-bundle.cbor")
                .isDirectoryContaining("glob:**/anjay.sh").isDirectoryContaining("glob:**/bootstrap-device-key.pem");

        CommandRun other = provision("--count", "3");
        assertThat(other.code()).isEqualTo(1);
        assertThat(other.errors()).singleElement().asString()
                .contains("count is \"3\" and was \"2\", forms is \"der\" and was \"der, pem, kcm, anjay\"");
        assertThat(provision("--start", "3").code()).isZero();
    }

    @Test
    void aTestSeedIsAnsweredWithAWarningAndMakesTheSameAgain() {
        String[] seed = {"factory", "ca", "create", ca(), "--name", "Test CA", "--test-seed", "7"};
        assertThat(CommandRun.of(seed).err()).startsWith("WARNING: TEST ONLY, KEY IS PUBLIC: ");

        assertThat(provision("--count", "2").errors().getLast()).contains("CN=Test CA", "for tests only");
        CommandRun made = provision("--count", "2", "--test-seed", "8");
        assertThat(made.code()).isZero();
        assertThat(made.err()).startsWith("WARNING: TEST ONLY, KEY IS PUBLIC: ");
        assertThat(made.out()).startsWith("device-000001  A-67:78:FB:AF:DA:DE:79:9D:B9:37:").contains(
                "device-000002  A-FC:45:C2:17:B7:E8:7B:76:9A:55:");
    }

    @Test
    void scriptsReadOneObjectALine() {
        createCa();
        CommandRun made = provision("--name", "lab-a", "--json");
        JsonObject device = JsonParser.parseString(made.out()).getAsJsonObject();
        String certificate = device.get("folder").getAsString() + "/bootstrap-device-cert.der";
        CommandRun id = CommandRun.of("factory", "enrollment-id", certificate, "--json");
        assertThat(device.get("endpoint_name").getAsString()).isEqualTo("lab-a");
        assertThat(JsonParser.parseString(id.out()).getAsJsonObject().get("enrollment_identity"))
                .isEqualTo(device.get("enrollment_identity"));
    }

    @Test
    void aDeviceIsShownAsTheFactoryMadeIt() {
        createCa();
        provision("--name", "lab-a");
        CommandRun shown = CommandRun.of("device", "show", batch() + "/devices/lab-a", "--json");
        assertThat(shown.code()).isZero();
        assertThat(shown.out()).contains("\"endpoint_name\":\"lab-a\"", "\"first_to_claim\":true",
                "\"bootstrap_uri\":\"coaps://localhost:5684\"");
        CommandRun reset = CommandRun.of("device", "factory-reset", batch() + "/devices/lab-a");
        assertThat(reset.code()).isZero();
    }

    @Test
    void anAccountIdInTheUriIsLeftOutUnlessTheDevicesAreAssigned() {
        createCa();
        String account = "0".repeat(32);
        assertThat(provision("--name", "own-a", "--assign-to", account).code()).isZero();
        assertThat(CommandRun.of("device", "show", batch() + "/devices/own-a").out())
                .contains("?aid=" + account, "for an account");
    }

    @Test
    void whereDevicesGoMustBeSaidInOneWay() {
        createCa();
        CommandRun neither = CommandRun.of("factory", "provision", batch(), "--ca", ca());
        assertThat(neither.code()).isEqualTo(2);
        assertThat(neither.errors()).hasSize(1);
        assertThat(provision("--from-server").code()).isEqualTo(2);
        assertThat(folder.resolve("batch")).doesNotExist();
    }

    @Test
    void aFolderThatIsNoDeviceIsNotFound() {
        CommandRun run = CommandRun.of("device", "power-on", folder.toString(), "--once");
        assertThat(run.code()).isEqualTo(3);
        assertThat(run.errors()).singleElement().asString().contains("is not a device");
    }

    @Test
    void aDeviceThatIsOnInAnotherProcessIsLeftAlone() {
        createCa();
        provision("--name", "lab-a");
        Path device = folder.resolve("batch/devices/lab-a");
        try (FolderLock _ = FolderLock.take(device, "taken")) {
            CommandRun run = CommandRun.of("device", "factory-reset", device.toString());
            assertThat(run.code()).isEqualTo(8);
            assertThat(run.errors()).singleElement().asString().contains("another process");
        }
    }
}
