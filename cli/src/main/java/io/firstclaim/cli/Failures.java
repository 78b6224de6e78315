package io.firstclaim.cli;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.factory.FactoryException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Turns whatever ends a command into one line on stderr and an exit code. Stack traces appear with `--verbose` only.
final class Failures {
    private static final String JSON = "--json";

    private final Console console;

    Failures(Console console) {
        this.console = console;
    }

    /// An argument that picocli or a command's parameter check refuses.
    int onUsage(ParameterException refused, String[] arguments) {
        CommandLine command = refused.getCommandLine();
        print(words(refused) + " (see: " + command.getCommandSpec().qualifiedName() + " --help)", ExitCode.USAGE,
                List.of(arguments));
        return ExitCode.USAGE.number();
    }

    private static String words(ParameterException refused) {
        String words = oneLine(refused.getMessage()).replaceFirst("^Error: ", "");
        if (!(refused instanceof UnmatchedArgumentException unmatched)) {
            return words;
        }
        String first = unmatched.getUnmatched().getFirst();
        List<String> alike = unmatched.getSuggestions();
        return (refused.getCommandLine().getSubcommands().isEmpty() || first.startsWith("-")
                ? "'" + first + "' is too much"
                : "there is no command '" + first + "'")
                + (alike.isEmpty() ? "" : "; did you mean " + String.join(" or ", alike) + "?");
    }

    /// A command that ended with an exception.
    int onFailure(Exception failure, boolean verbose, List<String> arguments) {
        CommandFailed failed = explain(failure);
        print(oneLine(failed.getMessage()), failed.code(), arguments);
        if (verbose) {
            StackTraces.print(failure, console.err());
        }
        return failed.code().number();
    }

    /// The failure as the person at the terminal can use it.
    static CommandFailed explain(Exception failure) {
        return switch (failure) {
            case CommandFailed failed -> failed;
            case FactoryException refused -> failed(message(refused), refused);
            case FirstclaimException broken -> new CommandFailed(codeOf(broken.problem()), message(broken), broken);
            case UncheckedIOException wrapped -> explain(Objects.requireNonNull(wrapped.getCause()));
            case NoSuchFileException missing -> failed("there is no file " + missing.getFile(), missing);
            case FileNotFoundException missing -> failed("there is no file " + message(missing), missing);
            case AccessDeniedException denied -> failed("no permission to use " + denied.getFile(), denied);
            case FileAlreadyExistsException present -> failed(present.getFile() + " exists already", present);
            case IOException broken -> failed(message(broken), broken);
            default -> failed("unexpected: " + failure + " (--verbose shows where)", failure);
        };
    }

    private static CommandFailed failed(String message, Exception cause) {
        return new CommandFailed(ExitCode.FAILED, message, cause);
    }

    private static ExitCode codeOf(Problem problem) {
        return switch (problem) {
            case VALIDATION_ERROR -> ExitCode.USAGE;
            case INVALID_TOKEN, ACCESS_DENIED, ACCOUNT_SUSPENDED -> ExitCode.NOT_ALLOWED;
            case NOT_FOUND -> ExitCode.NOT_FOUND;
            case DUPLICATE -> ExitCode.DUPLICATE;
            case ACCOUNT_LIMIT_EXCEEDED, RATE_LIMIT_EXCEEDED -> ExitCode.LIMIT_REACHED;
            case PRECONDITION_FAILED, NOT_POSSIBLE_NOW -> ExitCode.NOT_POSSIBLE_NOW;
            case SYSTEM_UNAVAILABLE -> ExitCode.UNREACHABLE;
            case INTERNAL_SERVER_ERROR -> ExitCode.FAILED;
        };
    }

    private static String message(Exception failure) {
        return Objects.requireNonNullElseGet(failure.getMessage(), failure::toString);
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "failed" : message.strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    private void print(String line, ExitCode code, List<String> arguments) {
        console.progress("");
        console.note(arguments.contains(JSON)
                ? JsonLine.of(new Failed(new Failed.Why(line, code.number())))
                : "firstclaim: " + line);
    }

    /// A failure as JSON.
    private record Failed(Why error) {
        record Why(String message, int exitCode) {}
    }
}
