package io.firstclaim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FleetCommandTest {
    @TempDir
    Path folder;

    private Path batch;

    @BeforeEach
    void threeFoldersThatAreNoDevices() throws IOException {
        batch = folder.resolve("batch");
        for (String name : List.of("meter-1", "meter-2", "meter-3")) {
            Files.createDirectories(batch.resolve("devices").resolve(name));
        }
    }

    private CommandRun fleet(String... options) {
        List<String> arguments = new ArrayList<>(List.of("fleet", batch.toString()));
        arguments.addAll(List.of(options));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"--profile|leshan", "--ramp|60", "--rate|100", "--max-in-flight|0",
            "--reboot|10%", "--silence|any", "--off-time|1", "--retry-base|0", "--retry-base|13",
            "--patience|0s", "--timeout|0s", "--timeout|soon", "--stay|1d", "--update-every|0s", "--seed|x",
            "--until|refused", "--loss|5", "--delay|20", "--delay|2s..1s", "--duplicate|101%", "--reorder|x",
            "--mtu|799", "--rebind|20%", "--rebind|20%@0", "--rebind|@30s", "--from|0", "--from|4", "--count|0",
            "--count|4", "--bootstrap-uri|http://localhost"})
    void aValueThatIsNoneIsRefusedByOptionAndValue(String option, String value) {
        CommandRun refused = fleet(option, value);

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.errors()).singleElement().asString().contains(option).contains(value);
    }

    @Test
    void aStepThatDoesNotExistIsAnsweredWithThoseThatDo() {
        CommandRun refused = fleet("--reboot", "10%@lunch");

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.errors()).singleElement().asString().contains("--reboot @lunch", "bootstrap-let-in", "any");
    }

    @Test
    void aRampAndARateDoNotGoTogether() {
        assertThat(fleet("--ramp", "60s", "--rate", "1/s").err()).contains("--ramp 60s and --rate 1/s");
    }

    @Test
    void moreFaultsThanDevicesAreRefused() {
        CommandRun refused = fleet("--reboot", "60%@any", "--silence", "50%@any");

        assertThat(refused.code()).isEqualTo(ExitCode.USAGE.number());
        assertThat(refused.err()).contains("more than 100%", "60%@any", "50%@any");
    }

    @Test
    void aFolderThatIsNoBatchIsNotFound() {
        CommandRun refused = CommandRun.of("fleet", folder.toString());

        assertThat(refused.code()).isEqualTo(ExitCode.NOT_FOUND.number());
        assertThat(refused.err()).contains(folder.toString(), "factory provision");
    }

    @Test
    void aReportThatCannotBeWrittenIsSaidBeforeTheRun() {
        CommandRun refused = fleet("--report", folder.resolve("absent/report.json").toString());

        assertThat(refused.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err()).contains("absent/report.json");
    }

    @Test
    void aFleetThatDoesNotReachItsGoalEndsWithOneAndAReportThatSaysWhy() throws IOException {
        Path report = folder.resolve("report.json");

        CommandRun run = fleet("--from", "2", "--count", "1", "--timeout", "100ms", "--seed", "7", "--report",
                report.toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED.number());
        assertThat(run.out()).contains("NOT GOOD: 0 of 1 devices registered", "meter-2", "device.properties", "seed 7");
        assertThat(Files.readString(report)).contains("\"good\" : false", "\"seed\" : 7", "device.properties");
    }

    @Test
    void scriptsGetTheReportOnStdout() {
        CommandRun run = fleet("--timeout", "100ms", "--quiet", "--json");

        assertThat(run.out()).startsWith("{").endsWith("}\n").contains("\"end\" : \"timeout\"");
        assertThat(run.err()).isEmpty();
    }
}
