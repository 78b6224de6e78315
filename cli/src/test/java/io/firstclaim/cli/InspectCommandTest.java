package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.firstclaim.cli.process.LocalCore;
import io.firstclaim.server.CoreConfig;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `factory inspect` and `enroll add --from`, on devices that stand for another maker's.
class InspectCommandTest {
    @TempDir
    private Path folder = Path.of("");

    private String ca = "";
    private String production = "";

    @BeforeEach
    void aProduction() {
        ca = folder.resolve("maker/ca.pem").toString();
        production = folder.resolve("batch").toString();
        ok(CommandRun.of("factory", "ca", "create", folder.resolve("maker").toString(), "--name", "Maker"));
        ok(CommandRun.of("factory", "ca", "create", folder.resolve("other").toString(), "--name", "Other"));
        ok(provision(production, "maker", "2"));
    }

    private CommandRun provision(String batch, String maker, String count) {
        return CommandRun.of("factory", "provision", batch, "--ca", folder.resolve(maker).toString(), "--server-ca",
                folder.resolve("other/ca.pem").toString(), "--bootstrap-uri", "coaps://localhost:5684", "--count",
                count, "--prefix", maker + "-");
    }

    private static CommandRun ok(CommandRun run) {
        assertThat(run.code()).as(run.out() + run.err()).isZero();
        return run;
    }

    private static JsonObject json(String line) {
        return JsonParser.parseString(line).getAsJsonObject();
    }

    @Test
    void aProductionOfWhichAllIsUsable() throws IOException {
        Path list = folder.resolve("usable.csv");
        CommandRun run = ok(CommandRun.of("factory", "inspect", production, "--ca", ca, "--enrollments",
                list.toString(), "--endpoint-names", production + "/enrollments.csv"));

        assertThat(run.out()).contains("2 devices, 2 usable, 0 unusable", "CA        " + ca)
                .doesNotContain("UNUSABLE", "WARNING");
        assertThat(list).hasSameTextualContentAs(Path.of(production, "enrollments.csv"));
    }

    @Test
    void aProductionWithOthersDevicesAmongIt() throws IOException {
        ok(provision(production + "/strangers", "other", "5"));
        Path report = folder.resolve("report.csv");

        CommandRun run = CommandRun.of("factory", "inspect", production, "--ca", ca, "--report", report.toString());

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("7 devices, 2 usable, 5 unusable", "UNUSABLE  ISSUED_BY_NO_GIVEN_CA  5",
                "and 2 more", "issuer CN=Other");
        assertThat(Files.readAllLines(report)).filteredOn(line -> line.startsWith("device,unusable")).hasSize(5);

        List<JsonObject> lines = CommandRun.of("factory", "inspect", production, "--ca", ca, "--json").out().lines()
                .map(InspectCommandTest::json).toList();
        assertThat(lines).filteredOn(line -> line.get("verdict").getAsString().equals("unusable")).hasSize(5)
                .allSatisfy(line -> assertThat(line.getAsJsonArray("reasons").get(0).getAsJsonObject().get("code")
                        .getAsString()).isEqualTo("ISSUED_BY_NO_GIVEN_CA"));
        assertThat(lines).anySatisfy(line -> assertThat(line.get("kind").getAsString()).isEqualTo("ca"));
    }

    @Test
    void standardInputIsRead() throws IOException {
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(Files.readAllBytes(
                Path.of(production, "devices/maker-000001/bootstrap-device-cert.der"))));
        try {
            assertThat(ok(CommandRun.of("factory", "inspect", "-", "--ca", ca)).out()).contains("1 device, 1 usable");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatIsMissingOrMalformedIsSaid() {
        assertThat(CommandRun.of("factory", "inspect").code()).isEqualTo(2);
        assertThat(CommandRun.of("factory", "inspect", production, "--expires-within", "x").code()).isEqualTo(2);
        assertThat(CommandRun.of("factory", "inspect", production, "--expires-within", "-1").code()).isEqualTo(2);
        assertThat(CommandRun.of("factory", "inspect", "no-such-folder").err())
                .contains("there is no file or folder no-such-folder");
        CommandRun nothing = CommandRun.of("factory", "inspect", folder.resolve("maker/ca-key.pem").toString());
        assertThat(nothing.code()).isEqualTo(1);
        assertThat(nothing.out()).contains("No certificate of a device was found.", "KEY_WITHOUT_CERTIFICATE");
        CommandRun alone = CommandRun.of("enroll", "add", "A-00", "--ca", ca);
        assertThat(alone.code()).isEqualTo(2);
        assertThat(alone.err()).contains("--from");
    }

    @Test
    void aDryRunAsksNoCore() {
        CommandRun run = ok(CommandRun.of("enroll", "add", "--from", production, "--ca", ca, "--dry-run"));
        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("would list  A-"));
        assertThat(run.err()).contains("2 would be listed, 0 failed");
    }

    @Test
    void theUsableOnesAreListedOnceHoweverOftenItIsRepeated() {
        ok(provision(production + "/strangers", "other", "1"));
        try (LocalCore core = LocalCore.start(CoreConfig.in(folder.resolve("data"))
                .with(new CoreConfig.Listen("localhost", 0, List.of())))) {
            Map<String, String> account = account(core);

            CommandRun run = CommandRun.of(account, "enroll", "add", "--from", production, "--ca", ca, "--json");
            CommandRun again = CommandRun.of(account, "enroll", "add", "--from", production + "/devices", "--ca", ca);

            assertThat(run.code()).isEqualTo(1);
            assertThat(run.err()).contains("2 listed, 1 failed");
            assertThat(run.out().lines().map(InspectCommandTest::json)).hasSize(3)
                    .anySatisfy(line -> assertThat(line.get("error").getAsString()).contains("is unusable", "None of"));
            assertThat(again.code()).isEqualTo(ExitCode.DUPLICATE.number());
            assertThat(again.err()).contains("0 listed, 2 failed");
            assertThat(ok(CommandRun.of(account, "enroll", "list", "--json")).out().split("\"id\"", -1)).hasSize(3);
        }
    }

    private Map<String, String> account(LocalCore core) {
        Map<String, String> platform = environment(core, core.server().firstPlatformKey().orElseThrow());
        return environment(core, json(ok(CommandRun.of(platform, "account", "create", "Acme", "--json")).out())
                .get("api_key").getAsString());
    }

    private Map<String, String> environment(LocalCore core, String key) {
        return Map.of("FIRSTCLAIM_CORE", core.address().toString(), "FIRSTCLAIM_CORE_CA",
                folder.resolve("data/core-ca.pem").toString(), "FIRSTCLAIM_API_KEY", key);
    }
}
