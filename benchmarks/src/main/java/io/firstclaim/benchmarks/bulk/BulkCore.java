package io.firstclaim.benchmarks.bulk;

import com.sun.management.OperatingSystemMXBean;
import io.firstclaim.persistence.DatabaseConfig;
import io.firstclaim.server.CoreConfig;
import io.firstclaim.server.CoreServer;
import io.firstclaim.server.PassphraseFile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/// The core under measurement, the program of a process of its own. It says how it is reached in one line; each line that it is given it answers with what it
/// took so far; it ends with its input.
final class BulkCore {
    private static final double NANOS_PER_SECOND = 1e9;
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private BulkCore() {}

    /// Runs until the end of the input.
    ///
    /// @param arguments
    ///            the data folder, and the JDBC URL of the database if it is not in there
    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var config = CoreConfig.in(folder).with(new CoreConfig.Listen("localhost", 0, List.of()));
        if (arguments.length > 1) {
            config = config.with(new CoreConfig.Storage(folder, DatabaseConfig.of(arguments[1]),
                    config.storage().passphraseFile()));
        }
        PassphraseFile.makeIfMissing(config.storage().passphraseFile(), new SecureRandom());
        var heap = new AtomicLong();
        var watch = Thread.ofPlatform().daemon().name("watches-heap").start(() -> watch(heap));
        try (var core = CoreServer.start(config)) {
            System.out.printf("%d %s %s%n", core.port(), core.firstPlatformKey().orElseThrow(),
                    core.createJoinToken().text());
            while (System.in.read() >= 0) {
                System.out.printf(Locale.ROOT, "%d %f%n", heap.getAndSet(0), cpuSeconds());
            }
        } finally {
            watch.interrupt();
        }
    }

    private static void watch(AtomicLong heap) {
        var memory = ManagementFactory.getMemoryMXBean();
        while (!Thread.currentThread().isInterrupted()) {
            heap.accumulateAndGet(memory.getHeapMemoryUsage().getUsed(), Math::max);
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static double cpuSeconds() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime() / NANOS_PER_SECOND;
    }
}
