package io.firstclaim.benchmarks.load;

import io.firstclaim.benchmarks.load.Client.Visit;
import io.firstclaim.benchmarks.load.Outcome.End;
import io.firstclaim.benchmarks.load.Visits.Tally;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Sends devices to a server.
///
/// @param visit
///            what each of them wants
/// @param wanted
///            how it ends when all is well
public record Load(Client client, Visit visit, End wanted) {
    /// More are not on their way at once in an open loop: the generator would only measure itself.
    private static final int MOST_AT_ONCE = 512;

    /// A fixed number at once: the next one comes when another is done.
    public Visits closed(List<Device> devices, int atOnce) throws InterruptedException {
        var tally = new Tally(wanted);
        var next = devices.iterator();
        try (var threads = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().name("load-", 0).factory())) {
            for (int i = 0; i < atOnce; i++) {
                threads.execute(() -> visitAll(next, tally));
            }
        }
        return tally.sum();
    }

    private void visitAll(Iterator<Device> devices, Tally tally) {
        for (var device = next(devices); device != null; device = next(devices)) {
            long begin = System.nanoTime();
            tally.add(client.visit(device, visit), System.nanoTime() - begin);
        }
    }

    private static @Nullable Device next(Iterator<Device> devices) {
        synchronized (devices) {
            return devices.hasNext() ? devices.next() : null;
        }
    }

    /// A fixed number each second, whatever becomes of those before: the time of a visit counts from when it should have begun.
    public Visits open(List<Device> devices, double perSecond) {
        var tally = new Tally(wanted);
        try (var threads = Executors.newFixedThreadPool(MOST_AT_ONCE,
                Thread.ofPlatform().name("load-", 0).factory())) {
            long begin = System.nanoTime();
            for (int i = 0; i < devices.size(); i++) {
                long due = begin + (long) (i / perSecond * TimeUnit.SECONDS.toNanos(1));
                for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                var device = devices.get(i);
                threads.execute(() -> tally.add(client.visit(device, visit), System.nanoTime() - due));
            }
        }
        return tally.sum();
    }
}
