package io.firstclaim.cli.profile;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.ResourceOutput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// `profile remove`.
@Command(name = "remove", description = "Forgets a profile. Nothing changes on its server: the API key goes on working.", footer = {
        "%nExample:", "  firstclaim profile remove prod"})
public final class ProfileRemove implements Runnable {
    private final Console console;

    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "NAME", description = "The profile.")
    private String name = "";

    public ProfileRemove(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ProfileFile file = ProfileFile.of(console.environment());
        Profiles profiles = file.read();
        file.write(profiles.without(profiles.require(name, file).name()));
        output.done(console, "removed profile " + name);
    }
}
