package io.firstclaim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.benchmarks.scale.ScaleCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// `./firstclaim bench` as documents tell people to type it.
class BenchmarksTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", ""), "..", "docs", "scaling.md");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./firstclaim bench scale (.*)$");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @Test
    void theMeasurementHasEveryOptionThatTheDocumentGivesIt() throws IOException {
        var help = new CommandLine(new ScaleCommand()).getUsageMessage();
        var commands = COMMAND.matcher(Files.readString(DOCUMENT)).results().toList();

        assertThat(commands).isNotEmpty();
        assertThat(commands).allSatisfy(command -> assertThat(OPTION.matcher(command.group(1)).results())
                .allSatisfy(option -> assertThat(help).contains(option.group() + "=")));
    }

    @Test
    void aMeasurementThatIsNotThereIsAUsageError() {
        assertThat(Benchmarks.run("speed")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Benchmarks.run("peers", "--rows", "NOBODY")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Benchmarks.run("--help")).isZero();
        assertThat(Benchmarks.run("peers", "--help")).isZero();
    }
}
