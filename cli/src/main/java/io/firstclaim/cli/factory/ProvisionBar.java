package io.firstclaim.cli.factory;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.WorkBar;
import io.firstclaim.factory.ProvisionedDevice;
import io.firstclaim.factory.ProvisioningProgress;
import java.util.function.LongSupplier;

/// How far an order is, and how many of its devices this run made.
final class ProvisionBar implements ProvisioningProgress {
    private final WorkBar bar;
    private int made;

    /// @param nanoTime a clock as [System#nanoTime]
    ProvisionBar(Console console, LongSupplier nanoTime) {
        this.bar = new WorkBar(console, "devices", nanoTime);
    }

    @Override
    public void made(ProvisionedDevice device, int done, int total) {
        made++;
        bar.at(done, total);
    }

    /// How many devices it was told of.
    int made() {
        return made;
    }
}
