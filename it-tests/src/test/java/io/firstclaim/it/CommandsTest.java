package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.Firstclaim;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands that README and docs tell people to type exist, with the options they are given. Those of `bench` are a program of its own, whose module
/// tests them.
class CommandsTest {
    private static final Path ROOT = Path.of(System.getProperty("basedir", "")).resolve("..").toAbsolutePath()
            .normalize();
    private static final Pattern SHELL = Pattern.compile("(?s)```sh\n(.*?)```");
    private static final String PROGRAM = "./firstclaim ";

    static Stream<String> commands() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> documents = Stream.concat(Stream.of(ROOT.resolve("README.md"), ROOT.resolve("CONTRIBUTING.md")),
                    docs.filter(file -> file.toString().endsWith(".md")).sorted()).toList();
            return documents.stream().flatMap(CommandsTest::commandsIn).distinct().toList().stream();
        }
    }

    private static Stream<String> commandsIn(Path document) {
        try {
            return SHELL.matcher(Files.readString(document)).results().flatMap(block -> block.group(1)
                    .replaceAll("\\\\\n *", " ").lines()).map(line -> line.replaceAll(" +#.*", "").strip())
                    .filter(line -> line.startsWith(PROGRAM) && !line.startsWith(PROGRAM + "bench ")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExistsWithItsOptions(String command) {
        List<String> words = Arrays.asList(command.substring(PROGRAM.length()).split(" +"));
        String help = helpFor(words.stream().takeWhile(word -> word.matches("[a-z][a-z-]*")).toList());

        assertThat(words.stream().filter(word -> word.startsWith("--"))).allSatisfy(option -> assertThat(help)
                .containsPattern(Pattern.quote(option.replaceAll("=.*", "")) + "\\b"));
    }

    /// The help of the longest command that the words begin with; what follows are its arguments.
    private static String helpFor(List<String> words) {
        for (int length = words.size(); length > 0; length--) {
            StringWriter out = new StringWriter();
            List<String> arguments = Stream.concat(words.subList(0, length).stream(), Stream.of("--help")).toList();
            int code = Firstclaim.run(
                    new Console(new PrintWriter(out), new PrintWriter(new StringWriter()), Map.of(), false),
                    arguments.toArray(String[]::new));
            if (code == 0) {
                return out.toString();
            }
        }
        throw new AssertionError("no such command: " + words);
    }
}
