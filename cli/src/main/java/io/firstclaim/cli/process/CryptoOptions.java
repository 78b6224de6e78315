package io.firstclaim.cli.process;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.crypto.CryptoChoice;
import io.firstclaim.crypto.NativeCrypto;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose code a server computes handshakes and signatures with.
final class CryptoOptions {
    @Option(names = "--crypto", paramLabel = "WHOSE", order = 812, description = "Who computes on the elliptic curve of handshakes and signatures: native code, which takes a tenth of the time (Linux on x86-64 and arm64); "
            + "the jdk; or auto for native code where it works. Default: $FIRSTCLAIM_CRYPTO, else auto.")
    private @Nullable CryptoChoice choice;

    /// Puts it in place, before anything makes a key or a signature.
    void start() {
        try {
            NativeCrypto.use(choice == null ? CryptoChoice.of(System.getProperties(), System.getenv()) : choice);
        } catch (IllegalArgumentException unknown) {
            throw new CommandFailed(ExitCode.USAGE, String.valueOf(unknown.getMessage()), unknown);
        } catch (IllegalStateException unusable) {
            throw new CommandFailed(ExitCode.NOT_POSSIBLE_NOW, "--crypto native: " + unusable.getMessage(), unusable);
        }
    }
}
