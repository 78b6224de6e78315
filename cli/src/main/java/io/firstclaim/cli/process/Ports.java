package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// How options say where something listens.
final class Ports {
    private static final int MAX_PORT = 65_535;

    private Ports() {}

    static int port(String option, int value) {
        if (value < 0 || value > MAX_PORT) {
            throw new CommandFailed(ExitCode.USAGE, option + ": a port is 0 to " + MAX_PORT + ", not " + value);
        }
        return value;
    }

    static InetAddress address(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException unknown) {
            throw new CommandFailed(ExitCode.USAGE, "there is no address " + text, unknown);
        }
    }
}
