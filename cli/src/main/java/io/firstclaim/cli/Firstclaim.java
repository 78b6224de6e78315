package io.firstclaim.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParseResult;

/// The executable behind `./firstclaim`.
public final class Firstclaim {
    private static final int HELP_WIDTH = 100;
    private static final String VERBOSE = "--verbose";

    private Firstclaim() {}

    /// Runs one command and ends the process with its exit code.
    public static void main(String[] arguments) {
        // Labels are drawn without a display, whatever DISPLAY says.
        System.setProperty("java.awt.headless", "true");
        Logging.start();
        System.exit(run(Console.ofProcess(), arguments));
    }

    /// Runs one command.
    ///
    /// @return its exit code; see [ExitCode]
    public static int run(Console console, String... arguments) {
        CommandLine line = commandLine(console);
        if (arguments.length == 0) {
            line.usage(console.err());
            return ExitCode.USAGE.number();
        }
        return line.execute(arguments);
    }

    /// All commands and what they take, for those who check command lines without running them.
    public static CommandLine commandLine(Console console) {
        CommandLine line = Commands.all(console);
        Failures failures = new Failures(console);
        everywhere(line);
        line.setOut(console.out());
        line.setErr(console.err());
        line.setUsageHelpWidth(HELP_WIDTH);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(console.colours() ? Ansi.ON : Ansi.OFF));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler(failures::onUsage);
        line.setExecutionExceptionHandler(
                (failure, _, parsed) -> failures.onFailure(failure, isVerbose(parsed), parsed.originalArgs()));
        line.setExecutionStrategy(parsed -> {
            if (isVerbose(parsed)) {
                Logging.verbose();
            }
            return new CommandLine.RunLast().execute(parsed);
        });
        return line;
    }

    /// What every command has: `--help`, `--version`, `--verbose`, and the exit codes in its help.
    private static void everywhere(CommandLine line) {
        var spec = line.getCommandSpec();
        spec.mixinStandardHelpOptions(true);
        spec.version(nameAndVersion());
        spec.addOption(CommandLine.Model.OptionSpec.builder(VERBOSE).type(boolean.class).arity("0").order(999)
                .description("Show the program's own log and, on errors, stack traces.").build());
        spec.usageMessage().sortOptions(false);
        if (line.getSubcommands().isEmpty()) {
            spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(ExitCode.list());
        }
        // One that has another name as well is there twice.
        line.getSubcommands().values().stream().distinct().forEach(Firstclaim::everywhere);
    }

    private static boolean isVerbose(ParseResult parsed) {
        for (ParseResult level = parsed; level != null; level = level.subcommand()) {
            if (level.hasMatchedOption(VERBOSE)) {
                return true;
            }
        }
        return false;
    }

    /// As `--version` prints it, and as files say what made them.
    public static String nameAndVersion() {
        return "firstclaim " + version();
    }

    private static String version() {
        try (InputStream file = Firstclaim.class.getResourceAsStream("version.properties")) {
            Properties properties = new Properties();
            properties.load(file);
            return properties.getProperty("version", "unknown");
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
