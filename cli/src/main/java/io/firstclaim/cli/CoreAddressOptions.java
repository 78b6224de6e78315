package io.firstclaim.cli;

import io.firstclaim.api.CoreAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command finds the core, and by which CA it knows that it is the right one.
public final class CoreAddressOptions {
    /// Names the core when `--core` doesn't.
    public static final String CORE = "FIRSTCLAIM_CORE";
    /// Names the file of the core's CA when `--core-ca` doesn't.
    public static final String CORE_CA = "FIRSTCLAIM_CORE_CA";
    private static final String DEFAULT_CORE = "localhost:9090";
    private static final String DEFAULT_CORE_CA = "data/core-ca.pem";
    @Option(names = "--core", paramLabel = "HOST:PORT", order = 900, description = "Where the core listens. Default: $"
            + CORE + ", or " + DEFAULT_CORE + ".")
    private @Nullable String core;

    @Option(names = "--core-ca", paramLabel = "FILE", order = 901, description = "The CA certificate that the core's comes from, PEM. Default: $"
            + CORE_CA + ", or "
            + DEFAULT_CORE_CA + ".")
    private @Nullable Path coreCa;

    /// Where the core listens.
    public CoreAddress address(Console console) {
        String text = core != null ? core : console.environment().getOrDefault(CORE, DEFAULT_CORE);
        try {
            return CoreAddress.parse(text);
        } catch (IllegalArgumentException malformed) {
            throw new CommandFailed(ExitCode.USAGE, "--core: " + malformed.getMessage(), malformed);
        }
    }

    /// The CA that the core's certificate comes from.
    public X509Certificate authority(Console console) {
        Path file = coreCa != null ? coreCa : Path.of(console.environment().getOrDefault(CORE_CA, DEFAULT_CORE_CA));
        try (InputStream content = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(content);
        } catch (IOException unreadable) {
            throw new CommandFailed(ExitCode.USAGE, "can't read the core's CA certificate " + file
                    + ": a core writes it to core-ca.pem in its data folder; name it with --core-ca", unreadable);
        } catch (CertificateException broken) {
            throw new CommandFailed(ExitCode.USAGE, file + " holds no certificate", broken);
        }
    }
}
