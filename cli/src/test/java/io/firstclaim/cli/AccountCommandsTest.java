package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The commands for accounts and API keys, and for a core that does not let one in.
class AccountCommandsTest extends CommandsAtACore {

    AccountCommandsTest(@TempDir Path folder) {
        super(folder);
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
    void thePlatformKeyIsNotResetUnderARunningCore() {
        CommandRun run = CommandRun.of("platform-key", "reset", "--data", folder.resolve("data").toString());
        refused(ExitCode.NOT_POSSIBLE_NOW, run);
        refused(ExitCode.NOT_FOUND, CommandRun.of("platform-key", "reset", "--data", folder.resolve("x").toString()));
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
    void whatIsRefusedIsOneObjectWhereJsonIsWanted() {
        CommandRun denied = CommandRun.of(newAccount(), "account", "list", "--json");
        refused(ExitCode.NOT_ALLOWED, denied);
        JsonObject error = JsonParser.parseString(denied.err()).getAsJsonObject().getAsJsonObject("error");
        assertThat(error.get("exit_code").getAsInt()).isEqualTo(ExitCode.NOT_ALLOWED.number());
        assertThat(error.get("message").getAsString()).contains("PLATFORM_ADMIN");

        CommandRun wrong = CommandRun.of(platform, "account", "update", "--json");
        refused(ExitCode.USAGE, wrong);
        assertThat(JsonParser.parseString(wrong.err()).getAsJsonObject().getAsJsonObject("error").get("exit_code")
                .getAsInt()).isEqualTo(ExitCode.USAGE.number());
    }

    @Test
    void aHostThatNobodyKnowsIsUnreachableInOneLine() {
        refused(ExitCode.UNREACHABLE,
                CommandRun.of(platform, "account", "list", "--core", "no-such-host.invalid:9090"));
    }
}
