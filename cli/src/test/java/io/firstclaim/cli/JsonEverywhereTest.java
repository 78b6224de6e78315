package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.firstclaim.cli.process.LocalCore;
import io.firstclaim.server.CoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// Every command that asks a core can answer in JSON, and what it then prints is JSON.
class JsonEverywhereTest {
    private static final String CORE_OPTION = "--api-key";

    /// Lists that an account without anything has, and what else needs no preparation.
    private static final List<String> PLAIN = List.of("account get", "key list", "webhook list", "events", "trust list",
            "enroll list",
            "enroll job list", "devices list", "history", "denials", "explain --endpoint nothing",
            "key create another", "enroll add A-" + "0D:".repeat(31) + "0D");

    @Test
    void everyCommandThatAsksACoreTakesTheOption() {
        List<String> without = AllCommandsTest.all().stream().filter(JsonEverywhereTest::asksACore)
                .filter(command -> command.getCommandSpec().findOption("--json") == null)
                .map(command -> command.getCommandSpec().qualifiedName()).toList();
        assertThat(without).isEmpty();
    }

    private static boolean asksACore(CommandLine command) {
        return command.getSubcommands().isEmpty() && command.getCommandSpec().findOption(CORE_OPTION) != null;
    }

    @Test
    void whatIsPrintedIsJson(@TempDir Path folder) {
        try (LocalCore core = LocalCore.start(CoreConfig.in(folder.resolve("data"))
                .with(new CoreConfig.Listen("localhost", 0, List.of())))) {
            Map<String, String> platform = environment(core, folder, core.server().firstPlatformKey().orElseThrow());
            JsonObject made = parse("account create", CommandRun.of(platform, "account", "create", "Acme", "--json"));
            Map<String, String> acme = environment(core, folder, made.get("api_key").getAsString());
            for (String command : PLAIN) {
                parse(command, CommandRun.of(acme, (command + " --json").split(" ", -1)));
            }
            parse("account list", CommandRun.of(platform, "account", "list", "--json"));
            parse("edge-token", CommandRun.of(platform, "edge-token", "--json"));
        }
    }

    private static Map<String, String> environment(LocalCore core, Path folder, String key) {
        return Map.of("FIRSTCLAIM_CORE", core.address().toString(), "FIRSTCLAIM_CORE_CA",
                folder.resolve("data/core-ca.pem").toString(), "FIRSTCLAIM_API_KEY", key);
    }

    private static JsonObject parse(String command, CommandRun run) {
        assertThat(run.code()).as(command + ": " + run.err()).isLessThanOrEqualTo(ExitCode.FAILED.number());
        assertThat(run.out()).as(command).isNotEmpty();
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }
}
