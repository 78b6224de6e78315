package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

class AllCommandsTest {
    /// Every command and group, root first.
    static List<CommandLine> all() {
        List<CommandLine> all = new ArrayList<>();
        collect(Firstclaim.commandLine(
                new Console(new PrintWriter(new StringWriter()), new PrintWriter(new StringWriter()), Map.of(), false)),
                all);
        return all;
    }

    private static void collect(CommandLine command, List<CommandLine> all) {
        all.add(command);
        command.getSubcommands().values().stream().distinct().forEach(sub -> collect(sub, all));
    }

    static Stream<String> names() {
        return all().stream().map(command -> command.getCommandSpec().qualifiedName());
    }

    static CommandLine named(String name) {
        return all().stream().filter(c -> c.getCommandSpec().qualifiedName().equals(name)).findFirst().orElseThrow();
    }

    private static String[] words(String name, String option) {
        List<String> words = new ArrayList<>(List.of(name.split(" ", -1)));
        words.removeFirst();
        words.add(option);
        return words.toArray(String[]::new);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommandAndEveryOptionSaysWhatItIsFor(String name) {
        var spec = named(name).getCommandSpec();
        assertThat(spec.usageMessage().description()).as("description").isNotEmpty();
        for (OptionSpec option : spec.options()) {
            assertThat(String.join("", option.description())).as(option.longestName()).hasSizeGreaterThan(4);
        }
        for (PositionalParamSpec parameter : spec.positionalParameters()) {
            assertThat(String.join("", parameter.description())).as(parameter.paramLabel()).hasSizeGreaterThan(4);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommandShowsItsHelpOnOneHundredColumns(String name) {
        CommandRun help = CommandRun.of(words(name, "--help"));
        assertThat(help.code()).isZero();
        assertThat(help.err()).isEmpty();
        assertThat(help.out()).startsWith("Usage: " + name);
        if (named(name).getSubcommands().isEmpty()) {
            assertThat(help.out()).contains("Exit codes:", "Example", "  firstclaim ");
        }
        assertThat(help.out().lines().filter(line -> !line.startsWith("  firstclaim ")))
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyCommandRefusesAnOptionThatItDoesNotKnowInOneLine(String name) {
        CommandRun refused = CommandRun.of(words(name, "--no-such-option"));
        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.out()).isEmpty();
        assertThat(refused.errors()).hasSize(1);
        assertThat(refused.err()).startsWith("firstclaim: ").contains("(see: " + name + " --help)");
    }

    @ParameterizedTest
    @MethodSource("names")
    void examplesInTheHelpAreCommandsThatExist(String name) {
        for (String line : named(name).getCommandSpec().usageMessage().footer()) {
            if (line.startsWith("  firstclaim ")) {
                CommandRun help = CommandRun.of(helpOf(line));
                assertThat(help.code()).as(line).isZero();
                assertThat(help.out()).as(line).contains("Exit codes:");
            }
        }
    }

    /// The words of an example up to its first option or value, and `--help`.
    private static String[] helpOf(String example) {
        List<String> words = new ArrayList<>();
        for (String word : List.of(example.strip().split(" ", -1))) {
            if (!word.matches("[a-z]+(-[a-z]+)*")) {
                break;
            }
            words.add(word);
        }
        words.removeFirst();
        words.add("--help");
        return words.toArray(String[]::new);
    }
}
