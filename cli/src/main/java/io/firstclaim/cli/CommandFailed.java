package io.firstclaim.cli;

import org.jspecify.annotations.Nullable;

/// A command can't do what it was asked to. The message is one line for the person at the terminal.
public final class CommandFailed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ExitCode code;

    public CommandFailed(ExitCode code, String message) {
        this(code, message, null);
    }

    public CommandFailed(ExitCode code, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.code = code;
    }

    /// What the process ends with.
    public ExitCode code() {
        return code;
    }
}
