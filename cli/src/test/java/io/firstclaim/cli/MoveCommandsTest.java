package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import io.firstclaim.cli.process.LocalCore;
import io.firstclaim.server.CoreConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MoveCommandsTest {
    @TempDir
    private Path folder = Path.of("");

    private String data(String name) {
        return folder.resolve(name).toString();
    }

    private LocalCore core(String data) {
        return LocalCore
                .start(CoreConfig.in(Path.of(data(data))).with(new CoreConfig.Listen("localhost", 0, List.of())));
    }

    @Test
    void whatWasExportedIsImportedAndACoreRunsOnIt() throws IOException {
        String key;
        try (LocalCore first = core("data")) {
            key = first.server().firstPlatformKey().orElseThrow();
        }
        CommandRun exported = CommandRun.of("export", data("backup.zip"), "--data", data("data"));
        assertThat(exported.code()).as(exported.err()).isZero();
        assertThat(exported.out())
                .matches("(?s).*backup.zip: [\\d,]+ rows in \\d+ tables, schema \\d+, SHA-256 [0-9a-f]{64}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("backup.zip"))))
                .isEqualTo("rw-------");

        CommandRun checked = CommandRun.of("import", data("backup.zip"), "--check", "--data", data("restored"));
        assertThat(checked.out()).isEqualTo(exported.out());
        assertThat(folder.resolve("restored")).doesNotExist();

        CommandRun imported = CommandRun.of("import", data("backup.zip"), "--data", data("restored"), "--json");
        assertThat(imported.code()).as(imported.err()).isZero();
        var told = JsonParser.parseString(imported.out()).getAsJsonObject();
        assertThat(told.getAsJsonObject("tables").get("authority").getAsInt()).isPositive();
        assertThat(exported.out()).contains(told.get("sha256").getAsString());
        assertThat(imported.err()).contains("passphrase file");

        Files.copy(folder.resolve("data/passphrase"), folder.resolve("restored/passphrase"));
        try (LocalCore second = core("restored")) {
            assertThat(second.server().firstPlatformKey()).isEmpty();
            CommandRun list = CommandRun.of(Map.of("FIRSTCLAIM_CORE", second.address().toString(),
                    "FIRSTCLAIM_CORE_CA", data("restored/core-ca.pem"), "FIRSTCLAIM_API_KEY", key), "account", "list");
            assertThat(list.code()).as(list.err()).isZero();
        }
        assertThat(folder.resolve("restored/core-ca.pem")).hasSameBinaryContentAs(folder.resolve("data/core-ca.pem"));
    }

    @Test
    void aCoreThatRunsOnTheDataIsNamed() {
        try (LocalCore _ = core("data")) {
            for (String command : List.of("export", "import")) {
                CommandRun refused = CommandRun.of(command, data("x.zip"), "--data", data("data"));
                assertThat(refused.code()).isEqualTo(ExitCode.NOT_POSSIBLE_NOW.number());
                assertThat(refused.errors()).singleElement().asString().contains("a firstclaim runs on the data in",
                        "stop it first (process " + ProcessHandle.current().pid() + ")");
            }
        }
    }

    @Test
    void aDatabaseThatIsNotEmptyAndAFolderWithoutACoreAreRefused() {
        core("data").close();
        CommandRun.of("export", data("backup.zip"), "--data", data("data"));
        CommandRun full = CommandRun.of("import", data("backup.zip"), "--data", data("data"));
        assertThat(full.code()).isEqualTo(ExitCode.NOT_POSSIBLE_NOW.number());
        assertThat(full.errors()).singleElement().asString().contains("is not empty");
        CommandRun nothing = CommandRun.of("export", data("other.zip"), "--data", data("mistyped"));
        assertThat(nothing.code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(folder.resolve("mistyped")).doesNotExist();
        CommandRun again = CommandRun.of("export", data("backup.zip"), "--data", data("data"));
        assertThat(again.errors()).singleElement().asString().contains("exists already");
    }

    @Test
    void aFileThatIsNoExportIsRefusedInOneLine() throws IOException {
        Files.writeString(folder.resolve("notes.txt"), "no export");
        CommandRun refused = CommandRun.of("import", data("notes.txt"), "--check", "--json");
        assertThat(refused.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(refused.errors()).singleElement().asString().contains("\"error\"", "notes.txt is no export");
        CommandRun missing = CommandRun.of("import", data("missing.zip"), "--check");
        assertThat(missing.errors()).singleElement().asString().contains("there is no file", "missing.zip");
    }
}
