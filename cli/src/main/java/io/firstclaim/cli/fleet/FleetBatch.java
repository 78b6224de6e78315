package io.firstclaim.cli.fleet;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which devices of a batch make up the fleet.
final class FleetBatch {
    @Parameters(paramLabel = "BATCH", description = "The batch, as 'factory provision' wrote it.")
    private Path batch = Path.of("");

    @Option(names = "--from", paramLabel = "N", defaultValue = "1", description = "The first device, counted from 1 in the order of their names. Default: ${DEFAULT-VALUE}.")
    private int from;

    @Option(names = "--count", paramLabel = "N", description = "How many. Default: all from there on.")
    private @Nullable Integer count;

    /// The folders of the devices, in the order of their names.
    List<Path> devices() {
        List<Path> all = all();
        if (from < 1 || from > all.size()) {
            throw new CommandFailed(ExitCode.USAGE,
                    "--from is a device from 1 to " + all.size() + " of " + batch + ", not " + from);
        }
        int left = all.size() - from + 1;
        int wanted = count == null ? left : count;
        if (wanted < 1 || wanted > left) {
            throw new CommandFailed(ExitCode.USAGE,
                    "--count is from 1 to " + left + ", which are in " + batch + " from device " + from + " on, not "
                            + wanted);
        }
        return all.subList(from - 1, from - 1 + wanted);
    }

    private List<Path> all() {
        Path folder = batch.resolve("devices");
        if (!Files.isDirectory(folder)) {
            throw new CommandFailed(ExitCode.NOT_FOUND,
                    batch + " is not a batch: expected the folder that 'factory provision' writes");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            List<Path> all = entries.filter(Files::isDirectory).sorted().toList();
            if (all.isEmpty()) {
                throw new CommandFailed(ExitCode.NOT_FOUND, "there is no device in " + folder);
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
