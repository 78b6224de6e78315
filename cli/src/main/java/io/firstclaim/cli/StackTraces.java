package io.firstclaim.cli;

import java.io.PrintWriter;

/// Shows where a failure came from, for `--verbose`.
final class StackTraces {
    private StackTraces() {}

    static void print(Throwable failure, PrintWriter out) {
        out.println(failure);
        for (StackTraceElement frame : failure.getStackTrace()) {
            out.println("    at " + frame);
        }
        Throwable cause = failure.getCause();
        if (cause != null) {
            out.print("caused by: ");
            print(cause, out);
        }
        out.flush();
    }
}
