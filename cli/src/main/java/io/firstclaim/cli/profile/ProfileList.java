package io.firstclaim.cli.profile;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.JsonLine;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.cli.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// `profile list`.
@Command(name = "list", description = "Lists the profiles; the current one has a star. Of API keys the public part is shown.", footer = {
        "%nExample:", "  firstclaim profile list"})
public final class ProfileList implements Runnable {
    private final Console console;

    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    /// The list in JSON.
    private record Listed(List<Line> profiles) {}

    /// A profile in JSON.
    private record Line(String name, boolean current, @Nullable String core, String apiKey) {}

    public ProfileList(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ProfileFile file = ProfileFile.of(console.environment());
        Profiles profiles = file.read();
        List<Line> lines = profiles.byName().values().stream().map(profile -> new Line(profile.name(),
                profile.name().equals(profiles.current()), profile.core(), profile.publicKeyPart())).toList();
        if (output.isJson()) {
            console.out().println(JsonLine.of(new Listed(lines)));
            console.out().flush();
        } else if (lines.isEmpty()) {
            console.note("no profiles in " + file);
        } else {
            Table table = new Table(List.of("", "NAME", "CORE", "API KEY"));
            lines.forEach(line -> table.add(List.of(line.current ? "*" : " ", line.name, shown(line.core),
                    shown(line.apiKey))));
            table.print(console.out(), true);
        }
    }

    private static String shown(@Nullable String text) {
        return text == null || text.isEmpty() ? "-" : text;
    }
}
