package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.firstclaim.cli.process.LocalEdge;
import io.firstclaim.edge.BootstrapEdge;
import io.firstclaim.edge.EdgeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an account's administrator does day by day, with a real core, a real edge and devices that come.
class TenantCommandsTest extends CommandsAtACore {
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final BootstrapEdge edge;

    TenantCommandsTest(@TempDir Path folder) {
        super(folder);
        this.edge = LocalEdge.start(core, folder.resolve("edge"), EdgeConfig::onFreeLoopbackPorts);
    }

    @AfterAll
    void stopTheEdge() {
        edge.close();
    }

    /// A maker's CA and a batch of its devices, beside each other.
    private Path newBatch(String name, int count) {
        return newBatch(name, newMaker(name + "-ca"), edge.bootstrapPort(), count);
    }

    @Test
    void aDeviceIsExplainedUntilItIsRegistered() {
        Map<String, String> acme = newAccount();
        Path batch = newBatch("lamp", 1);
        String certificate = certificate(batch, 1);
        CommandRun unlisted = ends(ExitCode.FAILED, CommandRun.of(acme, "explain", certificate));
        assertThat(unlisted.out()).contains("✗ enrollment listed", "The device shows:  Enrollment ID not registered.",
                "What to do:        Add the enrollment ID");

        run(acme, "enroll", "add", certificate);
        ends(ExitCode.FAILED, CommandRun.of(acme, "device", "power-on", device(batch, 1).toString(), "--once"));
        CommandRun untrusted = ends(ExitCode.FAILED, CommandRun.of(acme, "explain", certificate));
        assertThat(untrusted.out()).contains("✓ enrollment listed", "✗ trusted certificate in account",
                "The device shows:  Corresponding trusted certificate not in account.");

        run(acme, "trust", "add", folder.resolve("lamp-ca/ca.pem").toString(), "--enrollment-mode");
        assertThat(run(acme, "explain", certificate).out()).doesNotContain("✗").contains("would be let in");

        run(acme, "device", "power-on", device(batch, 1).toString(), "--until", "registered", "--timeout", "60");
        await().atMost(LIMIT).untilAsserted(
                () -> assertThat(run(acme, "explain", "lamp-000001").out()).contains("✓ bootstrapped"));
        JsonObject told = json(run(acme, "explain", "--endpoint", "lamp-000001", "--json"));
        String identity = told.get("enrollment_identity").getAsString();
        String id = json(run(acme, "devices", "list", "--json")).getAsJsonArray("devices").get(0).getAsJsonObject()
                .get("id").getAsString();
        assertThat(json(run(acme, "explain", identity, "--json"))).isEqualTo(told);
        assertThat(json(run(acme, "explain", id, "--json"))).isEqualTo(told);
    }

    @Test
    void aDeviceThatNobodyKnowsIsNamedOneWayOnly() {
        Map<String, String> acme = newAccount();
        CommandRun unknown = ends(ExitCode.FAILED, CommandRun.of(acme, "explain", "no-such-endpoint"));
        assertThat(unknown.out()).contains("✗ endpoint name known", "not known");
        ends(ExitCode.NOT_FOUND, CommandRun.of(acme, "explain", NO_SUCH_ID));
        ends(ExitCode.USAGE, CommandRun.of(acme, "explain", "--id", "A-00"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "explain"));
        for (String meantAsFile : List.of("no/such/file", "no-such-file.pem", folder.toString())) {
            CommandRun noFile = ends(ExitCode.USAGE, CommandRun.of(acme, "explain", meantAsFile));
            assertThat(noFile.err()).contains("there is no file " + meantAsFile, "--endpoint");
        }
        ends(ExitCode.FAILED, CommandRun.of(acme, "explain", "--endpoint", "no/such/file"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "explain", "one", "--endpoint", "two"));
        ends(ExitCode.FAILED, CommandRun.of(acme, "explain", "--certificate", "no-such-file"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "explain", "--certificate",
                folder.resolve("data/firstclaim.mv.db").toString()));
    }

    @Test
    void aDeviceThatWasTurnedAwayIsAmongTheDenialsOfWhoeverProvedItsCa() {
        Map<String, String> acme = newAccount();
        Path batch = newBatch("fan", 1);
        run(acme, "trust", "add", folder.resolve("fan-ca/ca.pem").toString(), "--ca-key",
                folder.resolve("fan-ca/ca-key.pem").toString());
        ends(ExitCode.FAILED, CommandRun.of(acme, "device", "power-on", device(batch, 1).toString(), "--once"));

        await().atMost(LIMIT).untilAsserted(
                () -> assertThat(run(acme, "denials").out()).contains("fan-000001", "enrollment-not-registered"));
        JsonObject denial = json(run(acme, "denials", "--filter", "endpoint_name=fan-000001", "--newest-first",
                "--json")).getAsJsonArray("refusals").get(0).getAsJsonObject();
        assertThat(denial.get("message").getAsString()).isEqualTo("Enrollment ID not registered.");
        assertThat(run(acme, "denials", "--filter", "reason=enrollment-not-registered").out()).contains("fan-000001");
        assertThat(run(acme, "denials", "--filter", "reason!=ENROLLMENT_NOT_REGISTERED,SIGNING").err())
                .contains("no refusals");
        assertThat(run(acme, "denials", "--filter", "endpoint_name=other").err()).contains("no refusals");
        assertThat(CommandRun.of(acme, "explain", "fan-000001").out()).contains("TURNED AWAY",
                "Enrollment ID not registered.");
        ends(ExitCode.USAGE, CommandRun.of(acme, "denials", "--filter", "colour=red"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "denials", "--filter", "colour"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "denials", "--limit", "-1"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "denials", "--limit", "0"));
    }

    @Test
    void aFileOfDevicesIsListedAndRemovedByBulkJobs() throws IOException {
        Map<String, String> acme = newAccount();
        Path batch = newBatch("pump", 3);
        String csv = batch.resolve("enrollments.csv").toString();
        Path full = folder.resolve("full.csv");
        Path errors = folder.resolve("errors.csv");

        assertThat(run(acme, "enroll", "add", "--csv", csv, "--dry-run").err()).contains("3 would be listed, 0 failed");
        assertThat(run(acme, "enroll", "list").err()).contains("no enrollments");
        assertThat(run(acme, "enroll", "add", "--csv", csv, "--report", full.toString(), "--errors",
                errors.toString()).err()).contains("3 listed, 0 failed");
        assertThat(Files.readAllLines(full)).hasSize(4);
        assertThat(Files.readAllLines(errors)).hasSize(1);
        CommandRun again = ends(ExitCode.DUPLICATE, CommandRun.of(acme, "enroll", "add", "--csv", csv));
        assertThat(again.out().lines()).hasSize(3).allMatch(line -> line.startsWith("FAILED  A-"));
        assertThat(run(acme, "enroll", "list", "--newest-first", "--limit", "2", "--json").out())
                .satisfies(list -> assertThat(JsonParser.parseString(list).getAsJsonObject()
                        .getAsJsonArray("enrollments")).hasSize(2));

        JsonArray jobs = json(run(acme, "enroll", "job", "list", "--json")).getAsJsonArray("jobs");
        assertThat(jobs).hasSize(3);
        String failed = jobs.get(2).getAsJsonObject().get("id").getAsString();
        assertThat(run(acme, "enroll", "job", "get", failed).out()).contains("completed", "error_count      3");
        assertThat(run(acme, "enroll", "job", "report", failed).out().lines()).hasSize(4);
        assertThat(run(acme, "enroll", "job", "report", failed, "--errors-only", "--json").out().lines()).hasSize(3)
                .allMatch(line -> line.contains("\"error__code\":\"409\""));
        ends(ExitCode.DUPLICATE, CommandRun.of(acme, "enroll", "job", "watch", failed));
        ends(ExitCode.NOT_FOUND, CommandRun.of(acme, "enroll", "job", "get", NO_SUCH_ID));

        assertThat(run(acme, "enroll", "remove", "--csv", csv).err()).contains("3 removed, 0 failed");
        ends(ExitCode.NOT_FOUND, CommandRun.of(acme, "enroll", "remove", "--csv", csv));
        ends(ExitCode.FAILED, CommandRun.of(acme, "enroll", "remove", "--csv", "no-such-file"));
        ends(ExitCode.USAGE, CommandRun.of(acme, "enroll", "add", "A-00", "--errors", errors.toString()));
    }

    @Test
    void whatPeopleSayOfADeviceIsChanged() {
        Map<String, String> acme = newAccount();
        Path batch = newBatch("valve", 1);
        run(acme, "trust", "add", folder.resolve("valve-ca/ca.pem").toString(), "--enrollment-mode");
        run(acme, "enroll", "add", "--csv", batch.resolve("enrollments.csv").toString());
        run(acme, "device", "power-on", device(batch, 1).toString(), "--until", "registered", "--timeout", "60");
        String id = json(run(acme, "devices", "list", "--filter", "endpoint_name~VALVE", "--json"))
                .getAsJsonArray("devices").get(0).getAsJsonObject().get("id").getAsString();

        assertThat(run(acme, "devices", "update", id, "--name", "Valve 3", "--attribute", "site=Oulu", "--attribute",
                "floor=2").out()).contains("Valve 3", "site=Oulu", "floor=2");
        assertThat(run(acme, "devices", "update", id, "--remove-attribute", "floor", "--attribute", "site=Turku").out())
                .contains("Valve 3", "custom_attributes", "site=Turku").doesNotContain("floor");
        assertThat(run(acme, "devices", "list", "--filter", "name=Valve 3").out()).contains(id);
        ends(ExitCode.USAGE, CommandRun.of(acme, "devices", "update", id));
        ends(ExitCode.NOT_FOUND, CommandRun.of(acme, "devices", "update", NO_SUCH_ID, "--attribute", "a=b"));
    }
}
