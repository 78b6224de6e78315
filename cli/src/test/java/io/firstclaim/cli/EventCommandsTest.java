package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands for events and webhooks.
class EventCommandsTest extends CommandsAtACore {

    EventCommandsTest(@TempDir Path folder) {
        super(folder);
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
}
