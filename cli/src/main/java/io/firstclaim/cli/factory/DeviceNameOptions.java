package io.firstclaim.cli.factory;

import io.firstclaim.cli.CommandFailed;
import io.firstclaim.cli.ExitCode;
import io.firstclaim.factory.EndpointNames;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// What new devices are to be called: numbered, at random, or one by one.
final class DeviceNameOptions {
    @Option(names = "--count", paramLabel = "N", description = "How many devices to make. Default: 1.")
    private @Nullable Integer count;

    @Option(names = "--prefix", paramLabel = "TEXT", defaultValue = "device-", description = "What their endpoint names start with, before the number. Default: ${DEFAULT-VALUE}.")
    private String prefix = "";

    @Option(names = "--start", paramLabel = "N", defaultValue = "1", description = "The first number. Default: ${DEFAULT-VALUE}.")
    private int start;

    @Option(names = "--random", description = "Give them random endpoint names instead of numbered ones.")
    private boolean randomNames;

    @Option(names = "--name", paramLabel = "NAME", description = "Make a device of this endpoint name; repeatable.")
    private List<String> names = new ArrayList<>();

    EndpointNames read(SecureRandom random) {
        if (names.isEmpty()) {
            int wanted = count == null ? 1 : count;
            return randomNames ? EndpointNames.random(wanted, random) : EndpointNames.numbered(prefix, start, wanted);
        }
        if (count != null || randomNames) {
            throw new CommandFailed(ExitCode.USAGE,
                    "--name gives the devices one by one: --count and --random don't go with it");
        }
        return EndpointNames.listed(names);
    }
}
