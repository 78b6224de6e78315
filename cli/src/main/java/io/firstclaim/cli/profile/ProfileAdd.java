package io.firstclaim.cli.profile;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.Console;
import io.firstclaim.cli.CoreOptions;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.cli.ResourceOutput;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `profile add`.
@Command(name = "add", description = "Remembers a server under a name: its address, the CA certificate that its own comes from, and an API key. They are taken "
        + "from the options and the environment as for any other command. The first profile becomes the current one.", footer = {
                "%nExamples:",
                "  firstclaim profile add home --api-key-file acme.key",
                "  firstclaim profile add prod --core core.example:9090 --core-ca prod-ca.pem --api-key-file prod.key"})
public final class ProfileAdd implements Runnable {
    private final Console console;

    @Mixin
    private final CoreOptions core = new CoreOptions();
    @Mixin
    private final ResourceOutput output = new ResourceOutput();

    @Parameters(paramLabel = "NAME", description = "What to call it: letters, digits, dots, dashes, underscores.")
    private String name = "";

    @Option(names = "--replace", description = "Take the place of the profile of that name, if there is one.")
    private boolean replace;

    public ProfileAdd(Console console) {
        this.console = console;
    }

    @Override
    public void run() {
        ProfileFile file = ProfileFile.of(console.environment());
        Profiles profiles = file.read();
        if (profiles.find(Profile.requireName(name)).isPresent() && !replace) {
            throw new CommandFailed(ExitCode.DUPLICATE,
                    "there is a profile '" + name + "' already: --replace takes its place");
        }
        Profile profile = new Profile(name, core.address(console).toString(), null, base64(core.authority(console)),
                core.keyOrNull(console));
        file.write(profiles.with(profile));
        output.done(console, "added profile " + name + " to " + file + note(profile));
    }

    private static String note(Profile profile) {
        return profile.apiKey() == null ? ", without an API key: $" + CoreOptions.API_KEY + " gives it" : "";
    }

    private static String base64(X509Certificate certificate) {
        try {
            return Base64.getEncoder().encodeToString(certificate.getEncoded());
        } catch (CertificateEncodingException impossible) {
            throw new IllegalStateException("A certificate that was read can't be written", impossible);
        }
    }
}
