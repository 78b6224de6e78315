package io.firstclaim.cli.process;

import io.firstclaim.cli.SecretFile;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Option;

/// Where the platform administrator's key goes that the first start on a data folder makes.
final class PlatformKeyNote {
    private static final Logger LOG = LoggerFactory.getLogger(PlatformKeyNote.class);

    @Option(names = "--key-file", paramLabel = "FILE", description = "Write the platform's API key to this file, for its owner only, instead of showing it. The key is "
            + "made by the first start on a data folder; later ones leave the file alone.")
    private @Nullable Path keyFile;

    /// What to show of the key; empty when there is none, or it went to the file. A key that the file can't take is
    /// shown: the core knows it by now, and nobody would ever see it.
    Optional<String> show(Optional<String> key) {
        if (key.isEmpty() || keyFile == null) {
            return key;
        }
        try (SecretFile file = SecretFile.reserve(keyFile)) {
            file.keep(key.get());
            return Optional.empty();
        } catch (UncheckedIOException notWritten) {
            LOG.warn("the platform's key is shown instead of written to {}: {}", keyFile,
                    String.valueOf(notWritten.getMessage()));
            return key;
        }
    }
}
