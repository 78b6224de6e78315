package io.firstclaim.cli.profile;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.ResourceOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `profile use`.
@Command(name = "use", description = "Makes a profile the current one: it is used when none is named.", footer = {
        "%nExample:", "  firstclaim profile use prod"})
public final class ProfileUse implements Runnable {
    private final Console console;

    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    public ProfileUse(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ProfileFile file = ProfileFile.of(console.environment());
        Profiles profiles = file.read();
        file.write(profiles.using(profiles.require(name, file).name()));
        output.done(console, "using profile " + name);
    }
}
