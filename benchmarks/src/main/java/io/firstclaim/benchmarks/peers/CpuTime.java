package io.firstclaim.benchmarks.peers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// What a process has used of the processors so far: proc_pid_stat(5). Linux only.
///
/// @param worked
///            milliseconds of all threads, those that have ended too, but the JIT compiler's
/// @param compiled
///            milliseconds of the threads of the JIT compiler
record CpuTime(double worked, double compiled) {
    private static final Path PROC = Path.of("/proc");
    /// A tick of the clock in which times are told: 100 to a second on every Linux (USER_HZ).
    private static final int TICK_MILLIS = 10;
    private static final int USER = 11;
    private static final int CHILDREN = 13;

    /// Whether this system can tell.
    static boolean isTold() {
        return Files.isReadable(PROC.resolve("self/stat"));
    }

    static CpuTime of(ProcessHandle process) {
        double all = TICK_MILLIS * ticks(stat(process.pid()), USER);
        double jit = compilerMillis(process.pid());
        return new CpuTime(all - jit, jit);
    }

    /// Of a process and its children, those that have ended too. None of them compiles.
    static CpuTime ofFamily(ProcessHandle process) {
        var parent = stat(process.pid());
        double ticks = ticks(parent, USER) + ticks(parent, CHILDREN);
        for (var child : process.children().toList()) {
            try {
                ticks += ticks(stat(child.pid()), USER);
            } catch (UncheckedIOException _) {
                // It has just ended.
            }
        }
        return new CpuTime(ticks * TICK_MILLIS, 0);
    }

    CpuTime minus(CpuTime before) {
        return new CpuTime(worked - before.worked, compiled - before.compiled);
    }

    /// The fields after the name, which may have spaces in it.
    private static String[] stat(long pid) {
        try {
            var line = Files.readString(PROC.resolve(pid + "/stat"));
            return line.substring(line.lastIndexOf(')') + 2).split(" ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double ticks(String[] stat, int field) {
        return Long.parseLong(stat[field]) + Long.parseLong(stat[field + 1]);
    }

    private static double compilerMillis(long pid) {
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            return threads.mapToDouble(CpuTime::compilerMillis).sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The first number of `schedstat` is in nanoseconds.
    private static double compilerMillis(Path thread) {
        try {
            if (!Files.readString(thread.resolve("comm")).contains("CompilerThre")) {
                return 0;
            }
            var told = Files.readString(thread.resolve("schedstat"));
            return Long.parseLong(told.substring(0, told.indexOf(' '))) / (double) TimeUnit.MILLISECONDS.toNanos(1);
        } catch (NoSuchFileException _) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
