package io.firstclaim.factory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// The openssl of this machine, as the independent judge of what the factory makes.
public final class Openssl {
    private static final long LIMIT_SECONDS = 60;

    private Openssl() {}

    /// Skips the test, saying why, where there is none.
    public static void require() {
        boolean found = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "openssl")));
        assumeTrue(found, "openssl is not on the PATH: its agreement with the factory tool was NOT checked");
    }

    /// What it prints; a failure is an answer too.
    public static String run(Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("openssl did not end within " + LIMIT_SECONDS + " s");
        }
        return output;
    }
}
