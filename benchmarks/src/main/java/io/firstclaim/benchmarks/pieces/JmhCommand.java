package io.firstclaim.benchmarks.pieces;

import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `./firstclaim bench jmh`.
@Command(name = "jmh", mixinStandardHelpOptions = true, description = "Measures the pieces that run for every device or row with JMH, one by one.", footerHeading = "%nExamples:%n", footer = {
        "  firstclaim bench jmh", "  firstclaim bench jmh --only TrustPaths"})
public final class JmhCommand implements Callable<Integer> {
    @Option(names = "--only", defaultValue = ".*", paramLabel = "PATTERN", description = "Those whose class or method this regular expression is found in.")
    private String only = "";

    @Option(names = "--short", description = "Run each of them once or so, in this JVM, to see that it works.")
    private boolean isShort;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws RunnerException {
        var options = new OptionsBuilder().include(getClass().getPackageName() + ".*" + only).shouldFailOnError(true);
        if (isShort) {
            var moment = TimeValue.milliseconds(10);
            options.forks(0).warmupIterations(1).warmupTime(moment).measurementIterations(1).measurementTime(moment);
        } else {
            options.forks(1).warmupIterations(5).warmupTime(TimeValue.seconds(1)).measurementIterations(5)
                    .measurementTime(TimeValue.seconds(1));
        }
        try {
            new Runner(options.build()).run();
            return 0;
        } catch (NoBenchmarksException none) {
            throw new ParameterException(spec.commandLine(), "No piece fits '" + only + "'.", none);
        }
    }
}
