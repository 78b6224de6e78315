package io.firstclaim.cli.device;

import io.firstclaim.simulator.DeviceOptions;
import io.firstclaim.simulator.DeviceProfile;
import io.firstclaim.simulator.RetrySchedule;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// Which device, how it behaves, and when to stop watching it.
final class DeviceRunOptions {
    /// What a real device waits about before its first retry.
    private static final int REAL_RETRY_SECONDS = 12;

    @Parameters(paramLabel = "FOLDER", description = "The device: <batch>/devices/<endpoint name>.")
    private Path folder = Path.of("");

    @Option(names = "--profile", paramLabel = "PROFILE", defaultValue = "pelion", description = "Which real client it is like: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private DeviceProfile profile = DeviceProfile.PELION;

    @Option(names = "--until", paramLabel = "EVENT", description = "End when it is registered, or shows an error (refused): ${COMPLETION-CANDIDATES}. "
            + "Default: stay on, as a real device does, until Ctrl-C.")
    private @Nullable Until until;

    @Option(names = "--once", description = "End after one attempt: 0 when it is registered, 1 when it shows an error.")
    private boolean once;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "End with 1 when what --until or --once waits for has not happened by then.")
    private @Nullable Integer timeout;

    @Option(names = "--retry-base", paramLabel = "SECONDS", defaultValue = ""
            + REAL_RETRY_SECONDS, description = "About how long it waits before its first retry; later waits double. Default: "
                    + "${DEFAULT-VALUE}, as real devices do.")
    private double retryBase;

    @Option(names = "--no-clock", description = "It has no clock: its time starts in 1970.")
    private boolean noClock;

    @Option(names = "--json", order = 800, description = "Print each event as a line of JSON.")
    private boolean json;

    /// What ends the watching.
    enum Until {
        REGISTERED("registered"), REFUSED("refused");

        private final String word;

        Until(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }

    Path folder() {
        return folder;
    }

    boolean json() {
        return json;
    }

    boolean once() {
        return once;
    }

    @Nullable
    Until until() {
        return until;
    }

    @Nullable
    Duration timeout() {
        return timeout == null ? null : Duration.ofSeconds(timeout);
    }

    /// How the device behaves.
    DeviceOptions behaviour() {
        int faster = (int) Math.max(1, Math.round(REAL_RETRY_SECONDS / retryBase));
        DeviceOptions options = DeviceOptions.of(profile).withRetry(RetrySchedule.fasterBy(faster));
        return noClock ? options.startingIn1970() : options;
    }
}
