package io.firstclaim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// `./firstclaim bench` as documents tell people to type it.
class BenchmarksTest {
    private static final Path DOCUMENTS = Path.of(System.getProperty("basedir", ""), "..", "docs");
    private static final Pattern COMMAND = Pattern.compile("(?m)^\\./firstclaim bench (peers|jmh|scale)(.*?)(#.*)?$");
    private static final Pattern OPTION = Pattern.compile("--[a-z-]+");

    @ParameterizedTest
    @ValueSource(strings = {"performance.md", "scaling.md"})
    void theMeasurementsHaveEveryOptionThatTheDocumentGivesThem(String document) throws IOException {
        var commands = COMMAND.matcher(Files.readString(DOCUMENTS.resolve(document))).results().toList();

        assertThat(commands).isNotEmpty();
        assertThat(commands).allSatisfy(command -> {
            var measurement = Objects
                    .requireNonNull(new CommandLine(new Benchmarks()).getSubcommands().get(command.group(1)));
            assertThat(OPTION.matcher(command.group(2)).results().map(MatchResult::group))
                    .allSatisfy(option -> assertThat(measurement.getCommandSpec().optionsMap()).containsKey(option));
        });
    }

    @Test
    void aMeasurementThatIsNotThereIsAUsageError() {
        assertThat(Benchmarks.run("speed")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Benchmarks.run("peers", "--rows", "NOBODY")).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(Benchmarks.run("--help")).isZero();
        assertThat(Benchmarks.run("peers", "--help")).isZero();
    }
}
