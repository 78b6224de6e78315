package io.firstclaim.factory;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// A factory in a process of its own, at work on a batch. Closing it kills it, as a power cut or an operator would.
final class OtherFactory implements AutoCloseable {
    /// More devices than a run makes before a test kills it.
    static final int ENDLESS = 50_000;

    private static final long LIMIT_SECONDS = 60;

    private final Process process;

    private OtherFactory(Process process) {
        this.process = process;
    }

    /// One that has the batch open and does nothing.
    static OtherFactory holding(Path batch, MakerCa ca, Path scratch) throws IOException {
        return start(batch, ca, scratch, 0);
    }

    /// One that has made that many devices and goes on.
    static OtherFactory making(int devices, Path batch, MakerCa ca, Path scratch) throws IOException {
        return start(batch, ca, scratch, devices);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    private static OtherFactory start(Path batch, MakerCa ca, Path scratch, int devices) throws IOException {
        Path caFolder = scratch.resolve("other-ca");
        ca.writeTo(caFolder);
        Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), OtherFactory.class.getName(), batch.toString(),
                caFolder.toString(), scratch.toString(), Integer.toString(devices))
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        if (process.getInputStream().read() != '!') {
            process.destroyForcibly();
            throw new IOException("the other factory did not get to work");
        }
        return new OtherFactory(process);
    }

    /// Batch, CA folder, scratch folder, and after how many devices to say `!` (0: hold the batch).
    public static void main(String[] arguments) throws IOException {
        Path batch = Path.of(arguments[0]);
        MakerCa ca = MakerCa.open(Path.of(arguments[1]), Workshop.CLOCK);
        int devices = Integer.parseInt(arguments[3]);
        if (devices == 0) {
            try (BatchFolder held = BatchFolder.open(batch, ca, EndpointNames.listed(List.of("a")))) {
                held.writeEnrollments();
                sayReady();
                while (System.in.read() >= 0) {
                    held.writeEnrollments();
                }
            }
            return;
        }
        BatchOrder order = Workshop.firstToClaim(EndpointNames.numbered("meter-", 1, ENDLESS),
                Workshop.serverCa(Path.of(arguments[2])));
        new ProvisionDevices(ca, Workshop.CLOCK, Workshop.RANDOM).provision(order, batch, (device, done, total) -> {
            if (done == devices) {
                sayReady();
            }
        });
    }

    private static void sayReady() {
        System.out.print('!');
        System.out.flush();
    }
}
