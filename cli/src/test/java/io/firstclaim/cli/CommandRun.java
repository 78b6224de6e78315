package io.firstclaim.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/// A command that was run in this JVM, with what it wrote and what it ended with.
record CommandRun(int code, String out, String err) {

    static CommandRun of(String... arguments) {
        return of(Map.of(), arguments);
    }

    static CommandRun of(Map<String, String> environment, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Firstclaim.run(new Console(new PrintWriter(out), new PrintWriter(err), environment, false),
                arguments);
        return new CommandRun(code, out.toString(), err.toString());
    }

    /// The lines on stderr.
    List<String> errors() {
        return err.lines().toList();
    }
}
