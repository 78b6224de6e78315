package io.firstclaim.deploy;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.Firstclaim;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/// A command line of `firstclaim`, as a container is given it.
record Invocation(List<String> arguments) {
    private static final String LOOPBACK = "127.";
    /// Made once: there are many commands.
    private static final CommandLine COMMANDS = commands();

    private static CommandLine commands() {
        var nowhere = new PrintWriter(Writer.nullWriter());
        return Firstclaim.commandLine(new Console(nowhere, nowhere, Map.of(), false));
    }

    /// A port that the process listens on.
    ///
    /// @param health whether it is the one that tells of health, over HTTP
    record Port(int number, String protocol, String address, boolean health) {
        /// Whether others than the container itself reach it.
        boolean isOpen() {
            return !address.startsWith(LOOPBACK) && !address.equals("localhost");
        }
    }

    String command() {
        return arguments.isEmpty() ? "" : arguments.getFirst();
    }

    /// Why the command line would be refused; none when it wouldn't.
    List<String> complaints() {
        try {
            parse();
            return List.of();
        } catch (ParameterException refused) {
            return List.of("firstclaim " + String.join(" ", arguments) + ": " + refused.getMessage());
        }
    }

    /// The value of an option, by default or given; empty when there is none, or the command line is wrong.
    Optional<String> option(String name) {
        try {
            ParseResult parsed = parse();
            var option = parsed.commandSpec().findOption(name);
            if (option == null) {
                return Optional.empty();
            }
            Object given = parsed.matchedOptionValue(name, (Object) option.defaultValue());
            return Optional.ofNullable(given).map(String::valueOf);
        } catch (ParameterException _) {
            return Optional.empty();
        }
    }

    /// All values of an option that may be repeated.
    List<String> options(String name) {
        return arguments.stream().filter(argument -> argument.startsWith(name + "="))
                .map(argument -> argument.substring(name.length() + 1)).toList();
    }

    /// Every absolute path among the arguments.
    List<String> files() {
        return arguments.stream().map(argument -> argument.replaceFirst("^--[a-z-]+=", ""))
                .filter(value -> value.startsWith("/")).toList();
    }

    /// What it listens on.
    List<Port> ports() {
        return switch (command()) {
            case "core" -> ports(new String[]{"--core-address", "tcp", "--core-port"},
                    new String[]{"--core-health-address", "tcp", "--core-health-port"});
            case "bootstrap-edge" -> ports(new String[]{"--device-address", "udp", "--bootstrap-port"},
                    new String[]{"--device-address", "udp", "--registration-port"},
                    new String[]{"--health-address", "tcp", "--health-port"});
            case "web-edge" -> ports(new String[]{"--web-address", "tcp", "--web-port"},
                    new String[]{"--web-address", "tcp", "--web-tls-port"},
                    new String[]{"--web-health-address", "tcp", "--web-health-port"});
            default -> List.of();
        };
    }

    private List<Port> ports(String[]... options) {
        List<Port> ports = new ArrayList<>();
        for (String[] option : options) {
            ports.add(new Port(Integer.parseInt(option(option[2]).orElse("0")), option[1],
                    option(option[0]).orElse(""), option[2].contains("health")));
        }
        return ports;
    }

    private ParseResult parse() {
        ParseResult parsed = COMMANDS.parseArgs(arguments.toArray(String[]::new));
        while (parsed.hasSubcommand()) {
            parsed = parsed.subcommand();
        }
        return parsed;
    }
}
