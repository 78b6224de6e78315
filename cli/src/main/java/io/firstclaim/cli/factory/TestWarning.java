package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.factory.TestSeed;

/// Says plainly that a CA is for tests.
final class TestWarning {
    private TestWarning() {}

    static void show(Console console, MakerCa ca) {
        if (ca.isForTests()) {
            console.note("WARNING: " + TestSeed.MARK + ": whoever knows the test seed has every private key made here;"
                    + " never ship these devices, never trust this CA");
        }
    }
}
