package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands for trusted certificates, enrollments, devices and edges.
class AdministrationTest extends CommandsAtACore {

    AdministrationTest(@TempDir Path folder) {
        super(folder);
    }

    @Test
    void aMakersCaIsTrustedChangedAndDeleted() {
        Map<String, String> account = newAccount();
        Path ca = newMaker("trusted-maker");
        String pem = ca.resolve("ca.pem").toString();

        refused(ExitCode.USAGE, CommandRun.of(account, "trust", "add", pem, "--name", "no proof"));
        refused(ExitCode.USAGE, CommandRun.of(account, "trust", "add", ca.resolve("ca-key.pem").toString(),
                "--enrollment-mode"));
        String id = json(run(account, "trust", "add", pem, "--name", "Maker", "--enrollment-mode", "--json"))
                .get("id").getAsString();
        refused(ExitCode.DUPLICATE,
                CommandRun.of(account, "trust", "add", pem, "--name", "Maker", "--enrollment-mode"));
        assertThat(run(account, "trust", "list").out()).contains(id, "Maker", "active");

        assertThat(run(account, "trust", "update", id, "--inactive", "--name", "Old maker").out()).contains("inactive");
        JsonObject proven = json(run(account, "trust", "update", id, "--no-enrollment-mode", "--active", "--ca-key",
                ca.resolve("ca-key.pem").toString(), "--json"));
        assertThat(proven.get("proven").getAsBoolean()).isTrue();
        assertThat(proven.get("enrollment_mode").getAsBoolean()).isFalse();

        run(account, "trust", "delete", id);
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "trust", "get", id));
    }

    @Test
    void whatIsTooLargeForCertificatesIsNotReadToItsEnd() {
        CommandRun run = CommandRun.of(newAccount(), "trust", "add", "/dev/zero", "--enrollment-mode");
        refused(ExitCode.USAGE, run);
        assertThat(run.err()).contains("/dev/zero is too large for certificates");
    }

    @Test
    void devicesAreListedFoundAndCancelled() {
        Map<String, String> account = newAccount();
        Path batch = newBatch("listed", newMaker("listed-maker"), 5684, 2);
        String csv = batch.resolve("enrollments.csv").toString();
        String certificate = certificate(batch, 1);

        CommandRun listed = run(account, "enroll", "add", "--csv", csv, "--json");
        assertThat(json(listed).get("processed_count").getAsInt()).isEqualTo(2);
        String id = json(run(account, "enroll", "list", "--device", certificate, "--json"))
                .getAsJsonArray("enrollments").get(0).getAsJsonObject().get("id").getAsString();
        assertThat(run(account, "enroll", "list").out()).contains("ENROLLMENT IDENTITY", id);
        assertThat(run(account, "enroll", "get", certificate).out()).contains(id);
        assertThat(run(account, "enroll", "list", "--device", certificate, "--json").out()).contains(id);

        CommandRun again = CommandRun.of(account, "enroll", "add", certificate);
        assertThat(again.code()).isEqualTo(ExitCode.DUPLICATE.number());
        assertThat(again.out()).startsWith("FAILED  A-");
        CommandRun elsewhere = CommandRun.of(newAccount(), "enroll", "add", certificate);
        assertThat(elsewhere.code()).isEqualTo(ExitCode.DUPLICATE.number());

        run(account, "enroll", "cancel", certificate);
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "enroll", "cancel", certificate));
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "enroll", "get", id));
        assertThat(run(account, "history").out()).contains("enrolled", "cancelled");
    }

    @Test
    void aRowThatIsNoEnrollmentIdStopsNoOther() throws IOException {
        Map<String, String> account = newAccount();
        Path csv = folder.resolve("rows.csv");
        Files.writeString(csv, "any header\nA-00,bad\n\n,text\r\n \"A-" + "0B:".repeat(31) + "0B\",good\n");
        CommandRun run = CommandRun.of(account, "enroll", "add", "--csv", csv.toString());
        assertThat(run.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.out().lines()).singleElement().asString().startsWith("FAILED  A-00  ");
        assertThat(run.err()).contains("1 listed, 1 failed");
        assertThat(run(account, "enroll", "list").out()).contains("A-0B");

        refused(ExitCode.USAGE, CommandRun.of(account, "enroll", "add"));
        refused(ExitCode.USAGE, CommandRun.of(account, "enroll", "add", "B-00:11"));
    }

    @Test
    void anAccountWithoutDevicesHasNoneToShow() {
        Map<String, String> account = newAccount();
        assertThat(json(run(account, "devices", "list", "--json")).getAsJsonArray("devices")).isEmpty();
        assertThat(run(account, "devices", "list", "--state", "registered").err()).contains("no devices");
        assertThat(run(account, "denials").err()).contains("no refusals");
        assertThat(run(account, "refusals").err()).contains("no refusals");
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "devices", "get", NO_SUCH_ID));
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "devices", "delete", NO_SUCH_ID));
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "devices", "bootstrap", NO_SUCH_ID));
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "devices", "unblock", "A-" + "0C:".repeat(31) + "0C"));
        refused(ExitCode.USAGE, CommandRun.of(account, "devices", "get", "not-an-id"));
    }

    @Test
    void serverCredentialsAreNotThereBeforeAnEdgeIs() {
        refused(ExitCode.NOT_POSSIBLE_NOW, CommandRun.of(newAccount(), "server-credentials"));
    }

    @Test
    void anEdgeJoinsOnceByItsToken() throws IOException {
        Path token = folder.resolve("token");
        Files.writeString(token, run(platform, "edge-token").out());
        Path identity = folder.resolve("edge1");
        run(platform, "edge-join", identity.toString(), "--token-file", token.toString());
        assertThat(identity.resolve("edge-key.pem")).exists();
        refused(ExitCode.DUPLICATE,
                CommandRun.of(platform, "edge-join", identity.toString(), "--token-file", token.toString()));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(platform, "edge-join", folder.resolve("edge2").toString(),
                "--token-file", token.toString()));
        String kept = Files.readString(identity.resolve("edge.pem"));
        run(platform, "edge-join", identity.toString(), "--if-needed");
        assertThat(identity.resolve("edge.pem")).hasContent(kept);
        Files.writeString(token, run(platform, "edge-token").out());
        Path another = folder.resolve("edge3");
        run(platform, "edge-join", another.toString(), "--if-needed", "--token-file", token.toString());
        assertThat(another.resolve("edge-key.pem")).exists();
        refused(ExitCode.NOT_FOUND,
                CommandRun.of(platform, "bootstrap-edge", "--identity", folder.resolve("edge2").toString()));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(newAccount(), "edge-token"));
    }
}
