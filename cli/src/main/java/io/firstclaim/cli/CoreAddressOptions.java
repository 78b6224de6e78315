package io.firstclaim.cli;

import io.firstclaim.api.CoreAddresses;
import io.firstclaim.cli.profile.Profile;
import io.firstclaim.cli.profile.ProfileFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command finds the core, and by which CA it knows that it is the right one: by an option, else by the profile that `--profile` names, else by the
/// environment, else by the profile that the environment or `profile use` names, else by default.
public final class CoreAddressOptions {
    /// Names the core when `--core` doesn't.
    public static final String CORE = "FIRSTCLAIM_CORE";
    /// Names the file of the core's CA when `--core-ca` doesn't.
    public static final String CORE_CA = "FIRSTCLAIM_CORE_CA";
    private static final String DEFAULT_CORE = "localhost:9090";
    private static final String DEFAULT_CORE_CA = "data/core-ca.pem";

    @Option(names = "--profile", paramLabel = "NAME", order = 899, description = "The server and the API key of this profile. Default: $"
            + ProfileFile.PROFILE + ", or the one of 'profile use'.")
    private @Nullable String profile;

    @Option(names = "--core", paramLabel = "HOST:PORT", order = 900, description = "Where the core listens; several cores of one database with commas between them. Default: the profile's, $"
            + CORE + ", or " + DEFAULT_CORE + ".")
    private @Nullable String core;

    @Option(names = "--core-ca", paramLabel = "FILE", order = 901, description = "The CA certificate that the core's comes from, PEM. Default: the profile's, $"
            + CORE_CA + ", or " + DEFAULT_CORE_CA + ".")
    private @Nullable Path coreCa;

    /// Where the cores listen.
    public CoreAddresses address(Console console) {
        String text = setting(console, core, CORE, Function.identity(),
                remembered -> Optional.ofNullable(remembered.core())).orElse(DEFAULT_CORE);
        try {
            return CoreAddresses.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailed(ExitCode.USAGE, "--core: " + malformed.getMessage(), malformed);
        }
    }

    /// The CA that the core's certificate comes from.
    public X509Certificate authority(Console console) {
        return setting(console, coreCa == null ? null : certificate(coreCa), CORE_CA,
                file -> certificate(Path.of(file)), CoreAddressOptions::certificateOf)
                .orElseGet(() -> certificate(Path.of(DEFAULT_CORE_CA)));
    }

    /// A setting by the order that this class describes.
    ///
    /// @param option
    ///            what the option says; null when it is not given
    <T> Optional<T> setting(Console console, @Nullable T option, String variable, Function<String, T> ofVariable,
            Function<Profile, Optional<T>> ofProfile) {
        if (option != null) {
            return Optional.of(option);
        }
        Supplier<Optional<T>> set = () -> Optional.ofNullable(console.environment().get(variable))
                .filter(text -> !text.isBlank()).map(ofVariable);
        Supplier<Optional<T>> remembered = () -> profile(console).flatMap(ofProfile);
        return profile != null ? remembered.get().or(set) : set.get().or(remembered);
    }

    private Optional<Profile> profile(Console console) {
        return ProfileFile.chosen(profile, console.environment());
    }

    private static Optional<X509Certificate> certificateOf(Profile profile) {
        String der = profile.coreCaCertificate();
        if (der == null) {
            return Optional.ofNullable(profile.coreCaFile()).map(file -> certificate(Path.of(file)));
        }
        try {
            return Optional.of(read(new ByteArrayInputStream(Base64.getDecoder().decode(der))));
        } catch (CertificateException | IllegalArgumentException broken) {
            throw new CommandFailed(ExitCode.USAGE,
                    "the core-ca-certificate of profile " + profile.name() + " is no certificate", broken);
        }
    }

    private static X509Certificate certificate(Path file) {
        try (InputStream content = Files.newInputStream(file)) {
            return read(content);
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.USAGE, "can't read the core's CA certificate " + file
                    + ": a core writes it to core-ca.pem in its data folder; name it with --core-ca", unreadable);
        } catch (CertificateException broken) {
            throw new CommandFailed(ExitCode.USAGE, file + " holds no certificate", broken);
        }
    }

    private static X509Certificate read(InputStream content) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
    }
}
