package io.firstclaim.factory;

import io.firstclaim.factory.BatchFolder.StagedDevice;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The factory floor: makes the devices of an order into a batch folder, and goes on with an order that was cut short.
/// Several threads make devices at once; they appear in the order of their names, in groups of those that are ready.
public final class ProvisionDevices {
    /// Threads at work. Most of them wait for the disk at any time, which then has much to write in one go.
    private static final int WORKERS = 32;
    /// Devices that may be finished by each thread before their turn comes.
    private static final int AHEAD_PER_WORKER = 4;

    private final MakerCa ca;
    private final Clock clock;
    private final SecureRandom random;
    private final int workers;

    /// A floor of full size.
    public ProvisionDevices(MakerCa ca, Clock clock, SecureRandom random) {
        this(ca, clock, random, WORKERS);
    }

    /// A floor with that many threads.
    ProvisionDevices(MakerCa ca, Clock clock, SecureRandom random, int workers) {
        this.ca = ca;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
    }

    /// Makes the devices of the order that are not made yet; an order that was finished before makes none. A device's
    /// folder is complete or absent, whatever happens, and a device that `progress` was told of outlasts a power cut.
    /// `enrollments.csv` lists every device of the batch, those of other orders too, by endpoint name. When a device
    /// can't be made or the thread is interrupted, the devices made so far stay and are listed, and the same order
    /// makes the rest.
    ///
    /// @param batch a batch of the same CA, or a folder that is made
    /// @return all devices of the order, in the order of the names
    /// @throws FactoryException when the batch has another order that is not finished, one of the names, or can't be
    ///         used: it is then left as it was; or when it can't be written
    public List<ProvisionedDevice> provision(BatchOrder order, Path batch, ProvisioningProgress progress) {
        DeviceMaker maker = new DeviceMaker(order, ca, clock, random);
        try (BatchFolder folder = Undisturbed.call(() -> BatchFolder.open(batch, ca, order))) {
            try {
                make(maker, folder, progress);
            } catch (InterruptedException e) {
                Undisturbed.run(folder::writeEnrollments);
                Thread.currentThread().interrupt();
                throw new FactoryException("interrupted after " + done(folder)
                        + "; those are complete and listed, the same command again makes the rest", e);
            } catch (FactoryException e) {
                throw unfinished(e, folder);
            }
            Undisturbed.run(folder::finish);
            return folder.devices();
        }
    }

    private void make(DeviceMaker maker, BatchFolder folder, ProvisioningProgress progress)
            throws InterruptedException {
        List<DeviceName> missing = folder.missing();
        int done = folder.total() - missing.size();
        ExecutorService pool = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("factory-", 1).factory());
        try {
            Deque<Future<StagedDevice>> ahead = new ArrayDeque<>();
            int next = 0;
            while (done < folder.total()) {
                while (next < missing.size() && ahead.size() < workers * AHEAD_PER_WORKER) {
                    DeviceName name = missing.get(next++);
                    ahead.add(pool.submit(() -> folder.stage(name, maker.make(name))));
                }
                List<StagedDevice> group = nextGroup(ahead);
                for (ProvisionedDevice device : Undisturbed.call(() -> folder.place(group))) {
                    progress.made(device, ++done, folder.total());
                }
            }
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }

    /// The next device, and those after it that are ready too.
    private static List<StagedDevice> nextGroup(Deque<Future<StagedDevice>> ahead) throws InterruptedException {
        List<StagedDevice> group = new ArrayList<>(List.of(await(ahead.remove())));
        while (!ahead.isEmpty() && ahead.element().state() == Future.State.SUCCESS) {
            group.add(ahead.remove().resultNow());
        }
        return group;
    }

    private static StagedDevice await(Future<StagedDevice> device) throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        try {
            return device.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof FactoryException refused) {
                throw refused;
            }
            throw new IllegalStateException("a device could not be made", e.getCause());
        }
    }

    /// A full disk may take the list as little as it took the device; the next run writes it.
    private static FactoryException unfinished(FactoryException failure, BatchFolder folder) {
        try {
            Undisturbed.run(folder::writeEnrollments);
        } catch (FactoryException listing) {
            failure.addSuppressed(listing);
        }
        return new FactoryException(failure.getMessage() + "; " + done(folder)
                + " are complete, and once that is put right the same command again makes the rest", failure);
    }

    private static String done(BatchFolder folder) {
        return folder.total() - folder.missing().size() + " of " + folder.total() + " devices";
    }
}
