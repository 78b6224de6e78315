package io.firstclaim.it.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Lets Jazzer look for inputs that break a reader: each in a JVM of its own, beginning with the files in `src/test/resources/fuzz`, for a few
/// seconds; for longer with `-Dfirstclaim.fuzz.seconds=600`. What it finds is written to `target/fuzz` and belongs among those files once the reader
/// is mended. The heap is limited by the JVM: Jazzer's own limit counts what the JVM that started it needs, too (`ru_maxrss` outlives `exec`).
class FuzzTest {
    private static final int SECONDS = Integer.getInteger("firstclaim.fuzz.seconds", 5);
    /// For Jazzer's start, which reads many classes.
    private static final int START_SECONDS = 120;

    @TempDir
    Path found;

    @Test
    void nothingBreaksTheReaderOfBulkFiles() throws Exception {
        fuzz(IdentityCsvFuzz.class, "identity-csv");
    }

    @Test
    void nothingBreaksTheReaderOfForms() throws Exception {
        fuzz(FormReaderFuzz.class, "form");
    }

    private void fuzz(Class<?> target, String seeds) throws IOException, InterruptedException {
        var findings = Files.createDirectories(Path.of("target", "fuzz"));
        var log = findings.resolve(seeds + ".log");
        var jazzer = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:+EnableDynamicAgentLoading", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "com.code_intelligence.jazzer.Jazzer", "--target_class=" + target.getName(),
                "--instrumentation_includes=io.firstclaim.core.**:io.firstclaim.web.**",
                "--reproducer_path=" + findings, "-artifact_prefix=" + findings.resolve(seeds + "-"),
                "-max_total_time=" + SECONDS, "-rss_limit_mb=0", "-print_final_stats=1", found.toString(),
                Path.of("src", "test", "resources", "fuzz", seeds).toString())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            assertThat(jazzer.waitFor(START_SECONDS + 2L * SECONDS, TimeUnit.SECONDS)).as("Jazzer ends").isTrue();
            assertThat(jazzer.exitValue()).as(Files.readString(log)).isZero();
            assertThat(Files.readString(log)).contains("stat::number_of_executed_units");
        } finally {
            jazzer.destroyForcibly();
        }
    }
}
