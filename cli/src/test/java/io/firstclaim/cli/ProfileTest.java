package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Profiles. Which core a command asks, its error tells: nobody listens on these ports.
class ProfileTest {
    private static final String KEY = "ak_0198c0ffee00700080000000000000aaSECRETSECRETSECRETSECRETSECRET42";
    private static final String PUBLIC_PART = "ak_0198c0ffee00700080000000000000aa";

    private final Path home;
    private final Path file;
    private final Path ca;

    ProfileTest(@TempDir Path folder) {
        this.home = folder.resolve("config");
        this.file = home.resolve("firstclaim/config");
        this.ca = folder.resolve("ca");
    }

    @BeforeEach
    void makeACa() {
        assertThat(CommandRun.of("factory", "ca", "create", ca.toString(), "--name", "OEM").code()).isZero();
    }

    private Map<String, String> environment(String... more) {
        Map<String, String> environment = new HashMap<>(Map.of("XDG_CONFIG_HOME", home.toString()));
        for (int i = 0; i < more.length; i += 2) {
            environment.put(more[i], more[i + 1]);
        }
        return environment;
    }

    private CommandRun run(String... arguments) {
        return CommandRun.of(environment(), arguments);
    }

    private void add(String name, int port) {
        CommandRun added = CommandRun.of(environment(CoreOptions.API_KEY, KEY), "profile", "add", name, "--core",
                "localhost:" + port, "--core-ca", ca.resolve("ca.pem").toString());
        assertThat(added.code()).as(added.err()).isZero();
    }

    private static void asks(int port, CommandRun run) {
        assertThat(run.err()).contains("localhost:" + port);
        assertThat(run.code()).isEqualTo(ExitCode.UNREACHABLE.number());
    }

    private static void refused(CommandRun run, String... words) {
        assertThat(run.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(run.errors()).singleElement().asString().contains(words);
    }

    @Test
    void theFirstProfileIsUsedUntilAnotherIs() {
        add("home", 1);
        add("prod", 2);
        asks(1, run("account", "get"));
        assertThat(run("profile", "use", "prod").code()).isZero();
        asks(2, run("account", "get"));
        assertThat(run("profile", "remove", "prod").code()).isZero();
        refused(run("account", "get"), "no API key");
        asks(1, run("account", "get", "--profile", "home"));
    }

    @Test
    void theOptionCountsThenTheNamedProfileThenTheEnvironmentThenTheCurrentProfile() {
        add("home", 1);
        add("prod", 2);
        asks(1, run("account", "get"));
        asks(2, CommandRun.of(environment("FIRSTCLAIM_PROFILE", "prod"), "account", "get"));
        asks(3, CommandRun.of(environment("FIRSTCLAIM_PROFILE", "prod", CoreAddressOptions.CORE, "localhost:3"),
                "account", "get"));
        asks(2, CommandRun.of(environment(CoreAddressOptions.CORE, "localhost:3"), "account", "get", "--profile",
                "prod"));
        asks(4, CommandRun.of(environment(CoreAddressOptions.CORE, "localhost:3"), "account", "get", "--profile",
                "prod", "--core", "localhost:4"));
    }

    @Test
    void aKeyIsKeptForItsOwnerAndNeverShown() throws IOException {
        add("home", 1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(file).content().contains(KEY);
        CommandRun list = run("profile", "list");
        assertThat(list.out()).contains("* ", "home", "localhost:1", PUBLIC_PART).doesNotContain("SECRET");
        assertThat(run("profile", "list", "--json").out()).isEqualTo(
                "{\"profiles\":[{\"name\":\"home\",\"current\":true,\"core\":\"localhost:1\",\"api_key\":\""
                        + PUBLIC_PART + "\"}]}\n");
    }

    @Test
    void aProfileIsNotReplacedByMistake() {
        add("home", 1);
        CommandRun again = run("profile", "add", "home", "--core", "localhost:2", "--core-ca",
                ca.resolve("ca.pem").toString());
        assertThat(again.code()).isEqualTo(ExitCode.DUPLICATE.number());
        asks(1, run("account", "get"));
        assertThat(run("profile", "add", "home", "--replace", "--core", "localhost:2").code()).isZero();
        asks(2, run("account", "get"));
    }

    @Test
    void aProfileThatIsNotThereIsSaidSoWithThoseThatAre() {
        add("home", 1);
        add("prod", 2);
        refused(run("account", "get", "--profile", "nope"), "'nope'", "home, prod", file.toString());
        refused(run("profile", "use", "nope"), "'nope'");
        refused(run("profile", "remove", "nope"), "'nope'");
        refused(run("profile", "add", "no spaces", "--core", "localhost:1"), "'no spaces'");
    }

    @Test
    void aFileThatOthersMayReadIsNotUsed() throws IOException {
        add("home", 1);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        refused(run("account", "get"), "rw-r-----", "chmod 600 " + file);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        asks(1, run("account", "get"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            current = home#core = x                | line 2
            [home                                  | line 1
            [a b]                                  | line 1
            [home]#core localhost:1                | line 2
            [home]#core =                          | line 2
            [home]#cor = localhost:1               | line 2
            # a comment##[home]#core = a:1#[home]  | line 5
            [home]#ak_secret                       | line 2
            """)
    void aBrokenFileIsRefusedByItsLineWithoutShowingIt(String content, String line) throws IOException {
        write(content.replace('#', '\n').replaceFirst("^\n", "# "));
        CommandRun run = run("account", "get");
        refused(run, file.toString(), line);
        assertThat(run.err()).doesNotContain("ak_secret");
    }

    @Test
    void aFileWrittenByHandMayNameTheFileOfTheCa() throws IOException {
        write("current = home\n[home]\ncore = localhost:1\ncore-ca = " + ca.resolve("ca.pem") + "\napi-key = " + KEY
                + "\n");
        asks(1, run("account", "get"));
        write("current = home\n[home]\ncore-ca-certificate = bm90IG9uZQ==\napi-key = " + KEY + "\n");
        refused(run("account", "get"), "core-ca-certificate", "home");
    }

    @Test
    void anotherFileMayBeNamed() throws IOException {
        add("home", 1);
        Path other = Files.move(file, file.resolveSibling("other"));
        asks(1, CommandRun.of(environment("FIRSTCLAIM_CONFIG", other.toString()), "account", "get"));
        assertThat(run("profile", "list").err()).contains("no profiles in " + file);
    }

    private void write(String content) throws IOException {
        Files.createDirectories(home.resolve("firstclaim"));
        Files.writeString(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}
