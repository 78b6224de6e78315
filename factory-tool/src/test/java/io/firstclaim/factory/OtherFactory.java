package io.firstclaim.factory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/// A factory in a process of its own, at work on a batch. Closing it kills it, as a power cut or an operator would.
final class OtherFactory implements AutoCloseable {
    private static final long LIMIT_SECONDS = 60;
    private static final int HOLD = -1;

    private final Process process;

    private OtherFactory(Process process) {
        this.process = process;
    }

    /// One that has the batch open for its order and does nothing.
    static OtherFactory holding(Path batch, Path caFolder, int total) throws IOException {
        return start(batch, caFolder, total, HOLD);
    }

    /// One that goes on with its order, and said so when it has made that many more devices, or all.
    static OtherFactory making(int devices, Path batch, Path caFolder, int total) throws IOException {
        return start(batch, caFolder, total, devices);
    }

    /// What it works on.
    static BatchOrder order(Path scratch, int total) throws IOException {
        return Workshop.firstToClaim(EndpointNames.numbered("meter-", 1, total), Workshop.serverCa(scratch));
    }

    /// Waits until it has ended by itself, but not longer than that.
    ///
    /// @return whether it has, and well
    boolean endsWithin(long milliseconds) throws InterruptedException {
        return process.waitFor(milliseconds, TimeUnit.MILLISECONDS) && process.exitValue() == 0;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static OtherFactory start(Path batch, Path caFolder, int total, int devices) throws IOException {
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"),
                OtherFactory.class.getName(), batch.toString(), caFolder.toString(), Integer.toString(total),
                Integer.toString(devices)).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (process.getInputStream().read() != '!') {
            process.destroyForcibly();
            throw new IOException("the other factory did not get to work");
        }
        return new OtherFactory(process);
    }

    /// Batch, CA folder, devices of the order, and after how many to say `!` (or to hold the batch).
    public static void main(String[] arguments) throws IOException {
        Path batch = Path.of(arguments[0]);
        Path caFolder = Path.of(arguments[1]);
        MakerCa ca = MakerCa.open(caFolder, Workshop.CLOCK);
        BatchOrder order = order(SafeFiles.parentOf(caFolder), Integer.parseInt(arguments[2]));
        int devices = Integer.parseInt(arguments[3]);
        if (devices == HOLD) {
            try (BatchFolder held = BatchFolder.open(batch, ca, order)) {
                held.writeEnrollments();
                sayReady();
                while (System.in.read() >= 0) {
                    held.writeEnrollments();
                }
            }
            return;
        }
        if (devices == 0) {
            sayReady();
        }
        AtomicInteger more = new AtomicInteger();
        new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM).provision(order, batch, (device, done, total) -> {
            if (more.incrementAndGet() == devices) {
                sayReady();
            }
        });
        if (more.get() < devices) {
            sayReady();
        }
    }

    private static void sayReady() {
        System.out.print('!');
        System.out.flush();
    }
}
