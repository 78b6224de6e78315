package io.firstclaim.factory;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A program of this machine that had no part in making what it looks at.
public record ExternalTool(String name) {
    private static final long LIMIT_SECONDS = 60;

    /// What a program printed, and how it ended.
    public record Run(int code, String output) {}

    /// Skips the test, saying why, where there is no such program.
    public static ExternalTool require(String name, String debianPackage) {
        boolean found = List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        assumeTrue(found, name + " (Debian: " + debianPackage + ") is not on the PATH: what it judges was NOT checked");
        return new ExternalTool(name);
    }

    /// Runs it; a failure is an answer too.
    public Run run(Object... arguments) throws IOException, InterruptedException {
        return runIn(Path.of("."), arguments);
    }

    public Run runIn(Path folder, Object... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(name));
        for (Object argument : arguments) {
            command.add(argument.toString());
        }
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output;
        try (InputStream printed = process.getInputStream()) {
            output = new String(printed.readAllBytes(), StandardCharsets.UTF_8);
        }
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException(name + " did not end within " + LIMIT_SECONDS + " s");
        }
        return new Run(process.exitValue(), output);
    }
}
