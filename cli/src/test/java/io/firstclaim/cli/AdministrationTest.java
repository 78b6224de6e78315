package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.firstclaim.cli.process.LocalCore;
import io.firstclaim.server.CoreConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// The administrators' commands against a real core.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AdministrationTest {
    private static final String NO_SUCH_ID = "0".repeat(32);

    private final Path folder;
    private final LocalCore core;
    private final Map<String, String> platform;
    private int accounts;

    AdministrationTest(@TempDir Path folder) {
        this.folder = folder;
        this.core = LocalCore.start(CoreConfig.in(folder.resolve("data"))
                .with(new CoreConfig.Listen("localhost", 0, List.of()))
                .with(CoreConfig.Webhooks.STANDARD.permittingPrivateTargets(true)));
        this.platform = environment(core.server().firstPlatformKey().orElseThrow());
    }

    @AfterAll
    void stop() {
        core.close();
    }

    private Map<String, String> environment(String key) {
        return Map.of("FIRSTCLAIM_CORE", core.address().toString(), "FIRSTCLAIM_CORE_CA",
                folder.resolve("data/core-ca.pem").toString(), "FIRSTCLAIM_API_KEY", key);
    }

    /// Makes an account, and gives what its administrator's commands need.
    private Map<String, String> newAccount() {
        return environment(json(run(platform, "account", "create", "Account " + accounts++, "--json"))
                .get("api_key").getAsString());
    }

    private Path newMaker(String name) {
        Path ca = folder.resolve(name);
        assertThat(CommandRun.of("factory", "ca", "create", ca.toString(), "--name", name).code()).isZero();
        return ca;
    }

    private Path newBatch(String name, Path ca, int count) {
        Path batch = folder.resolve(name);
        assertThat(CommandRun.of("factory", "provision", batch.toString(), "--ca", ca.toString(), "--server-ca",
                folder.resolve("data/server-ca.pem").toString(), "--bootstrap-uri", "coaps://localhost:5684", "--count",
                String.valueOf(count)).code()).isZero();
        return batch;
    }

    private static CommandRun run(Map<String, String> who, String... arguments) {
        CommandRun run = CommandRun.of(who, arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run;
    }

    private static void refused(ExitCode code, CommandRun run) {
        assertThat(run.code()).as(run.err()).isEqualTo(code.number());
        assertThat(run.errors()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    private static JsonObject json(CommandRun run) {
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }

    @Test
    void anAccountIsMadeReadChangedAndSuspended() {
        CommandRun made = run(platform, "account", "create", "Acme", "--quota", "3", "--json");
        String id = json(made).getAsJsonObject("account").get("id").getAsString();
        Map<String, String> acme = environment(json(made).get("api_key").getAsString());

        assertThat(run(acme, "account", "get").out()).contains(id, "Acme", "active");
        assertThat(run(platform, "account", "list").out()).contains("DISPLAY NAME", id);
        run(platform, "account", "update", id, "--quota", "5", "--name", "Acme Ltd");
        assertThat(json(run(acme, "account", "get", id, "--json")).get("device_quota").getAsInt()).isEqualTo(5);

        assertThat(run(platform, "account", "update", id, "--suspend").out()).contains("suspended");
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(acme, "key", "create", "another"));
        assertThat(run(platform, "account", "update", id, "--resume").out()).contains("active");
        run(acme, "key", "create", "another");

        refused(ExitCode.USAGE, CommandRun.of(platform, "account", "update", id));
        refused(ExitCode.USAGE, CommandRun.of(platform, "account", "update", id, "--suspend", "--resume"));
        refused(ExitCode.NOT_FOUND, CommandRun.of(platform, "account", "get", NO_SUCH_ID));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(acme, "account", "list"));
    }

    @Test
    void anApiKeyWorksUntilItIsDeleted() {
        Map<String, String> account = newAccount();
        JsonObject made = json(
                run(account, "key", "create", "reader", "--role", "account-reader", "--json"));
        Map<String, String> reader = environment(made.get("key_text").getAsString());
        String id = made.getAsJsonObject("api_key").get("id").getAsString();

        assertThat(run(reader, "key", "list").out()).contains(id, "account-reader");
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(reader, "key", "delete", id));
        run(account, "key", "delete", id);
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "key", "delete", id));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(reader, "account", "get"));
    }

    @Test
    void anApiKeyIsRenamedAndPutOutOfUseForATime() {
        Map<String, String> account = newAccount();
        JsonObject made = json(run(account, "key", "create", "line 3", "--role", "account-reader", "--json"));
        Map<String, String> reader = environment(made.get("key_text").getAsString());
        String id = made.getAsJsonObject("api_key").get("id").getAsString();

        assertThat(run(account, "key", "update", id, "--name", "line 4").out()).contains("line 4");
        assertThat(run(account, "key", "deactivate", id).out()).contains("inactive");
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(reader, "account", "get"));
        assertThat(run(account, "key", "list", "--filter", "status=inactive").out()).contains("line 4")
                .doesNotContain("first key");
        assertThat(run(account, "key", "activate", id).out()).contains("active").doesNotContain("inactive");
        run(reader, "account", "get");

        refused(ExitCode.USAGE, CommandRun.of(account, "key", "update", id));
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "key", "activate", NO_SUCH_ID));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(reader, "key", "deactivate", id));
    }

    @Test
    void aNewKeyCanGoToAFileInsteadOfTheScreen() throws IOException {
        Path file = folder.resolve("filed.key");
        CommandRun made = run(platform, "account", "create", "Filed", "--key-file", file.toString());
        String key = Files.readString(file).strip();
        assertThat(made.out() + made.err()).doesNotContain(key);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        Map<String, String> keyless = new HashMap<>(platform);
        keyless.remove("FIRSTCLAIM_API_KEY");
        assertThat(run(keyless, "account", "get", "--api-key-file", file.toString()).out()).contains("Filed");

        CommandRun again = CommandRun.of(platform, "account", "create", "Twice", "--key-file", file.toString());
        refused(ExitCode.FAILED, again);
        assertThat(run(platform, "account", "list").out()).doesNotContain("Twice");
        assertThat(file).hasContent(key);
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
        Path batch = newBatch("listed-batch", newMaker("listed-maker"), 2);
        String csv = batch.resolve("enrollments.csv").toString();
        String certificate = batch.resolve("devices/device-000001/bootstrap-device-cert.der").toString();

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
    void eventsAreListedByTheirPositions() {
        Map<String, String> account = newAccount();
        run(account, "enroll", "add", "A-" + "01:".repeat(31) + "01");
        run(account, "enroll", "add", "A-" + "02:".repeat(31) + "02");
        run(account, "enroll", "cancel", "A-" + "02:".repeat(31) + "02");

        assertThat(run(account, "events").out().lines()).hasSize(4);
        assertThat(
                json(run(account, "events", "--after", "1", "--type", "enrolled", "--json")).getAsJsonArray("events"))
                .singleElement()
                .satisfies(event -> assertThat(event.getAsJsonObject().get("position").getAsString()).isEqualTo("2"));
        assertThat(run(account, "events", "--type", "claimed").out()).isEmpty();
        refused(ExitCode.USAGE, CommandRun.of(account, "events", "--type", "nonsense"));
        refused(ExitCode.USAGE, CommandRun.of(account, "events", "--after", "-1"));
        refused(ExitCode.USAGE, CommandRun.of(account, "events", "--follow", "--after", "4"));
    }

    @Test
    void eventsAreFollowedUntilTheKeyIsRevoked() throws InterruptedException {
        Map<String, String> account = newAccount();
        JsonObject made = json(run(account, "key", "create", "follower", "--json"));
        Map<String, String> follower = environment(made.get("key_text").getAsString());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        AtomicInteger code = new AtomicInteger(-1);
        Thread following = Thread.ofVirtual().start(() -> code.set(
                Firstclaim.run(new Console(new PrintWriter(out), new PrintWriter(err), follower, false), "events",
                        "--follow", "--after", "0", "--json")));
        run(account, "enroll", "add", "A-" + "03:".repeat(31) + "03");
        await().atMost(Duration.ofSeconds(20)).until(() -> out.toString().lines().count() == 1);
        JsonObject event = JsonParser.parseString(out.toString()).getAsJsonObject();
        assertThat(event.get("position").getAsString()).isEqualTo("1");

        run(account, "key", "delete", made.getAsJsonObject("api_key").get("id").getAsString());
        assertThat(following.join(Duration.ofSeconds(20))).isTrue();
        assertThat(code).hasValue(ExitCode.NOT_ALLOWED.number());
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void aWebhookIsMadeShownReplayedAndDeleted() throws IOException {
        Map<String, String> account = newAccount();
        JsonObject made = json(
                run(account, "webhook", "add", "http://127.0.0.1:9/x", "--type", "bootstrapped-again", "--json"));
        assertThat(made.get("secret").getAsString()).startsWith("whsec_");
        String id = made.getAsJsonObject("webhook").get("id").getAsString();
        assertThat(run(account, "webhook", "list").out()).contains(id, "http://127.0.0.1:9/x");
        assertThat(run(account, "webhook", "get", id).out()).contains("bootstrapped-again");
        assertThat(run(account, "webhook", "replay", id, "--after", "0").out()).contains(id);
        refused(ExitCode.USAGE, CommandRun.of(account, "webhook", "replay", id, "--after", "1"));
        run(account, "webhook", "delete", id);
        refused(ExitCode.NOT_FOUND, CommandRun.of(account, "webhook", "get", id));
        refused(ExitCode.USAGE, CommandRun.of(account, "webhook", "add", "ftp://127.0.0.1/"));

        Path secret = folder.resolve("hook.secret");
        assertThat(run(account, "webhook", "add", "http://127.0.0.1:9/y", "--secret-file", secret.toString()).out())
                .doesNotContain("whsec_");
        assertThat(Files.readString(secret)).startsWith("whsec_");
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
        refused(ExitCode.NOT_FOUND,
                CommandRun.of(platform, "bootstrap-edge", "--identity", folder.resolve("edge2").toString()));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(newAccount(), "edge-token"));
    }

    @Test
    void aCoreThatIsAwayOrAnotherIsUnreachable() throws IOException {
        int closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }
        CommandRun away = CommandRun.of(platform, "account", "list", "--core", "localhost:" + closed);
        refused(ExitCode.UNREACHABLE, away);
        assertThat(away.err()).contains("is it running");

        String otherCa = newMaker("not-the-core").resolve("ca.pem").toString();
        CommandRun other = CommandRun.of(platform, "account", "list", "--core-ca", otherCa);
        refused(ExitCode.UNREACHABLE, other);
        assertThat(other.err()).contains("--core-ca");
        refused(ExitCode.USAGE, CommandRun.of(platform, "account", "list", "--core", "nowhere"));
        refused(ExitCode.USAGE, CommandRun.of(platform, "account", "list", "--core-ca", "no-such-file"));
        refused(ExitCode.NOT_ALLOWED, CommandRun.of(environment("ak_wrong"), "account", "list"));
    }

    @Test
    void thePlatformKeyIsNotResetUnderARunningCore() {
        CommandRun run = CommandRun.of("platform-key", "reset", "--data", folder.resolve("data").toString());
        refused(ExitCode.NOT_POSSIBLE_NOW, run);
        refused(ExitCode.NOT_FOUND, CommandRun.of("platform-key", "reset", "--data", folder.resolve("x").toString()));
    }
}
