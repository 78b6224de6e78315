package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.cli.Firstclaim;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.MeterAssert;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.persistence.TestPostgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The drills of docs/operations.md, run one after the other as they stand there.
class OperationsDocumentTest {
    private static final Path DOCUMENT = Path.of(System.getProperty("basedir", ""))
            .resolve("../docs/operations.md").toAbsolutePath().normalize();
    private static final Pattern DRILL = Pattern.compile("(?s)```sh drill (\\d+)\n(.*?)```");
    private static final String PORT = "9191";

    @TempDir
    private Path folder;

    @Test
    void everyDrillEndsWell() throws Exception {
        Map<String, String> variables = new HashMap<>();
        variables.put("DB", "--database " + TestPostgres.newEmptyDatabase());
        variables.put("RESTORED", "--database " + TestPostgres.newEmptyDatabase());
        variables.put("FIRSTCLAIM_API_KEY", installation());
        program();

        List<String> drills = DRILL.matcher(Files.readString(DOCUMENT)).results().map(drill -> drill.group(2)).toList();
        assertThat(drills).hasSize(4);
        String said = "";
        for (String drill : drills) {
            said = run(drill, variables);
        }
        assertThat(said).contains("Acme");
        assertThat(folder.resolve("backup.zip")).hasSameBinaryContentAs(folder.resolve("move.zip"));
    }

    /// The data folder of a core that has an account and a claimed device and is stopped now.
    ///
    /// @return the platform's key
    private String installation() throws IOException {
        try (Stack stack = Stack.start(folder.resolve("stack"))) {
            Maker maker = stack.maker("Meter maker");
            Tenant acme = stack.tenant("Acme");
            acme.trusts(maker);
            Meter meter = maker.makes("meter-1");
            acme.enroll(meter.enrollmentId());
            meter.powerOn();
            MeterAssert.assertThat(meter).isRegisteredTo(acme);
            meter.powerOff();
            stack.stopCore();
            Files.createSymbolicLink(folder.resolve("data"), folder.resolve("stack/core"));
            return stack.platformKey();
        }
    }

    /// `./firstclaim` on this test's class path.
    private void program() throws IOException {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        Files.writeString(folder.resolve("arguments"), String.join("\n", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-cp",
                '"' + classPath + '"', Firstclaim.class.getName()));
        Path script = Files.writeString(folder.resolve("firstclaim"), "#!/bin/sh\nexec '"
                + Path.of(System.getProperty("java.home"), "bin", "java") + "' @'" + folder.resolve("arguments")
                + "' \"$@\"\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    private String run(String drill, Map<String, String> variables) throws IOException, InterruptedException {
        Path out = folder.resolve("out");
        ProcessBuilder bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c",
                drill.replace(PORT, String.valueOf(freePort()))).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectErrorStream(true);
        bash.environment().putAll(variables);
        Process process = bash.start();
        boolean ended = process.waitFor(Limits.START.toSeconds() * 2, TimeUnit.SECONDS);
        if (!ended) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        String said = Files.readString(out);
        assertThat(ended).as(drill + said).isTrue();
        assertThat(process.exitValue()).as(drill + said).isZero();
        return said;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
