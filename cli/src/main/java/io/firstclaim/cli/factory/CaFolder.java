package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import java.nio.file.Path;

/// Says where a maker's CA is, and what to do with it.
final class CaFolder {
    private CaFolder() {}

    static void announce(Console console, Path folder) {
        console.out().println("certificate  " + folder.resolve("ca.pem") + "  (for the accounts that own the devices)");
        console.out().println("private key  " + folder.resolve("ca-key.pem") + "  (never leaves the factory)");
        console.out().flush();
    }
}
