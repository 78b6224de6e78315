package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The completion as bash itself reads and runs it.
class CompletionTest {
    private final Path script;

    CompletionTest(@TempDir Path folder) {
        this.script = folder.resolve("completion");
    }

    @BeforeEach
    void write() throws IOException {
        CommandRun run = CommandRun.of("completion", "bash");
        assertThat(run.code()).isZero();
        Files.writeString(script, run.out());
    }

    private static List<String> bash(String... arguments) throws IOException, InterruptedException {
        var process = new ProcessBuilder(arguments).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(output).isZero();
        return output.lines().toList();
    }

    /// What is offered when the tabulator is pressed after the words, the last of which may be the beginning of one.
    private List<String> offered(String... words) throws IOException, InterruptedException {
        String all = String.join(" ", words);
        return bash("bash", "-c", "source '" + script + "'; COMP_WORDS=(" + all
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='" + all + "'; COMP_POINT=${#COMP_LINE}; "
                + "_complete_firstclaim 2>/dev/null; printf '%s\\n' \"${COMPREPLY[@]}\"");
    }

    @Test
    void isFitForTheShell() throws IOException, InterruptedException {
        assertThat(bash("bash", "-n", script.toString())).isEmpty();
    }

    @Test
    void commandsAreCompleted() throws IOException, InterruptedException {
        assertThat(offered("firstclaim", "enr")).containsExactly("enroll");
        assertThat(offered("firstclaim", "enroll", "job", "re")).containsExactly("report");
        assertThat(offered("firstclaim", "key", "''")).contains("create", "list", "update", "activate", "deactivate",
                "delete");
        assertThat(offered("firstclaim", "nothing-like-that")).allMatch(String::isEmpty);
    }

    @Test
    void optionsAndTheirValuesAreCompleted() throws IOException, InterruptedException {
        assertThat(offered("firstclaim", "devices", "list", "--newest")).containsExactly("--newest-first");
        assertThat(offered("firstclaim", "devices", "list", "--state", "regi")).containsExactly("registered");
    }

    /// Bash looks for what stands after the last slash when the whole word has no completion.
    @Test
    void theLauncherIsCompletedByItsName() throws IOException, InterruptedException {
        assertThat(bash("bash", "-c", "source '" + script + "'; complete -p firstclaim")).singleElement().asString()
                .contains("_complete_firstclaim").endsWith(" firstclaim");
    }

    @Test
    void bothShellsReadTheSame() {
        assertThat(CommandRun.of("completion", "zsh").out().lines().skip(1))
                .containsExactlyElementsOf(CommandRun.of("completion", "bash").out().lines().skip(1).toList());
        assertThat(CommandRun.of("completion", "tcsh").code()).isEqualTo(ExitCode.USAGE.number());
    }
}
