package io.firstclaim.factory.form;

import java.nio.charset.StandardCharsets;

/// A POSIX shell script that starts a client with the files beside it, from whichever folder it is called. More
/// options on its command line are passed on.
final class ShellScript {
    private final StringBuilder lines = new StringBuilder("#!/bin/sh\n");

    /// @param comment plain text, one line
    /// @param program the words that start the client, as the shell reads them
    ShellScript(String comment, String program) {
        lines.append("# ").append(comment).append("\nhere=$(dirname -- \"$0\")\nexec ").append(program);
    }

    /// An option without a value.
    ShellScript flag(String option) {
        lines.append(" \\\n    ").append(option);
        return this;
    }

    /// An option with a value that the shell must not touch.
    ShellScript option(String option, String value) {
        return flag(option + "='" + value.replace("'", "'\\''") + "'");
    }

    /// An option that names a file beside the script.
    ShellScript file(String option, String fileName) {
        return flag(option + "=\"$here/" + fileName + "\"");
    }

    byte[] bytes() {
        return (lines + " \\\n    \"$@\"\n").getBytes(StandardCharsets.UTF_8);
    }
}
