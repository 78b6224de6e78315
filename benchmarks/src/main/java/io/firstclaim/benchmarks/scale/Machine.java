package io.firstclaim.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// The machine that measures.
public final class Machine {
    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

    private Machine() {}

    /// It, in words.
    public static String description() {
        var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return "%d processors (%s), %.0f GB of memory, %s, Java %s".formatted(system.getAvailableProcessors(),
                processor(),
                system.getTotalMemorySize() / 1e9, system.getName() + " " + system.getArch(),
                Runtime.version().feature());
    }

    private static String processor() {
        try (var lines = Files.lines(PROCESSORS)) {
            return lines.filter(line -> line.startsWith("model name")).map(line -> line.replaceFirst("^[^:]*:\\s*", ""))
                    .findFirst().orElse("unknown");
        } catch (IOException _) {
            return System.getProperty("os.arch", "unknown").toLowerCase(Locale.ROOT);
        }
    }
}
