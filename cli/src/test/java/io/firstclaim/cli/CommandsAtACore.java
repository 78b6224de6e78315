package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.firstclaim.cli.process.LocalCore;
import io.firstclaim.server.CoreConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;

/// Commands against a real core, which all tests of a class share, each with accounts of its own.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CommandsAtACore {
    static final String NO_SUCH_ID = "0".repeat(31) + "1";

    final Path folder;
    final LocalCore core;
    /// What the platform administrator's commands need.
    final Map<String, String> platform;
    private int accounts;

    CommandsAtACore(Path folder) {
        this.folder = folder;
        this.core = LocalCore.start(CoreConfig.in(folder.resolve("data"))
                .with(new CoreConfig.Listen("localhost", 0, List.of()))
                .with(CoreConfig.Webhooks.STANDARD.permittingPrivateTargets(true)));
        this.platform = environment(core.server().firstPlatformKey().orElseThrow());
    }

    @AfterAll
    final void stopTheCore() {
        core.close();
    }

    /// What the commands of the holder of a key need.
    final Map<String, String> environment(String key) {
        return Map.of("FIRSTCLAIM_CORE", core.address().toString(), "FIRSTCLAIM_CORE_CA",
                folder.resolve("data/core-ca.pem").toString(), "FIRSTCLAIM_API_KEY", key);
    }

    /// Makes an account, and gives what its administrator's commands need.
    final Map<String, String> newAccount() {
        return environment(json(run(platform, "account", "create", "Account " + accounts++, "--json"))
                .get("api_key").getAsString());
    }

    /// Makes a CA, and gives its folder.
    final Path newMaker(String name) {
        Path ca = folder.resolve(name);
        run(Map.of(), "factory", "ca", "create", ca.toString(), "--name", name);
        return ca;
    }

    /// Makes devices that know the servers at a port, and gives their folder.
    final Path newBatch(String name, Path ca, int bootstrapPort, int count) {
        Path batch = folder.resolve(name);
        run(Map.of(), "factory", "provision", batch.toString(), "--ca", ca.toString(), "--server-ca",
                folder.resolve("data/server-ca.pem").toString(), "--bootstrap-uri",
                "coaps://localhost:" + bootstrapPort, "--prefix", name + "-", "--count", String.valueOf(count));
        return batch;
    }

    static String certificate(Path batch, int number) {
        return device(batch, number).resolve("bootstrap-device-cert.der").toString();
    }

    static Path device(Path batch, int number) {
        return batch.resolve("devices").resolve("%s-%06d".formatted(batch.getFileName(), number));
    }

    /// A command that must succeed.
    static CommandRun run(Map<String, String> who, String... arguments) {
        return ends(ExitCode.OK, CommandRun.of(who, arguments));
    }

    static CommandRun ends(ExitCode code, CommandRun run) {
        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(code.number());
        return run;
    }

    /// It ended with one line of error, and no answer.
    static void refused(ExitCode code, CommandRun run) {
        ends(code, run);
        assertThat(run.errors()).hasSize(1);
        assertThat(run.out()).isEmpty();
    }

    static JsonObject json(CommandRun run) {
        return JsonParser.parseString(run.out()).getAsJsonObject();
    }
}
