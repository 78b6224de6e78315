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

/// The factory floor: makes the devices of an order into a batch folder. Keys and certificates are made by several
/// threads at once; the devices appear in the order of their names.
public final class ProvisionDevices {
    /// Devices that may be finished by the threads before their turn comes.
    private static final int AHEAD_PER_WORKER = 8;

    private final MakerCa ca;
    private final Clock clock;
    private final SecureRandom random;
    private final int workers;

    /// A floor that uses every core.
    public ProvisionDevices(MakerCa ca, Clock clock, SecureRandom random) {
        this(ca, clock, random, Runtime.getRuntime().availableProcessors());
    }

    /// A floor with that many threads.
    ProvisionDevices(MakerCa ca, Clock clock, SecureRandom random, int workers) {
        this.ca = ca;
        this.clock = clock;
        this.random = random;
        this.workers = workers;
    }

    /// Makes all devices of the order. A device's folder is complete or absent, whatever happens; `enrollments.csv`
    /// lists every device of the batch, those of earlier orders too, by endpoint name. When a device can't be made
    /// or the thread is interrupted, the devices made so far stay and are listed.
    ///
    /// @param batch a batch of the same CA, or a folder that is made
    /// @return the devices in the order of the names
    /// @throws FactoryException when one of the names exists in the batch, which then is left as it was, or the
    ///         batch can't be used or written
    public List<ProvisionedDevice> provision(BatchOrder order, Path batch, ProvisioningProgress progress) {
        DeviceIdentity.requireSmall(order.names(), ca, random);
        List<ProvisionedDevice> made = new ArrayList<>();
        try (BatchFolder folder = BatchFolder.open(batch, ca, order.names())) {
            try {
                make(order, folder, progress, made);
            } finally {
                listUndisturbed(folder);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FactoryException("interrupted after " + made.size() + " of " + order.names().names().size()
                    + " devices; those are complete and listed", e);
        }
        return List.copyOf(made);
    }

    private void make(BatchOrder order, BatchFolder folder, ProvisioningProgress progress,
            List<ProvisionedDevice> made) throws InterruptedException {
        List<DeviceName> names = order.names().names();
        ExecutorService pool = Executors.newFixedThreadPool(workers, Thread.ofPlatform().name("factory-", 1).factory());
        try {
            Deque<Future<StagedDevice>> ahead = new ArrayDeque<>();
            int next = 0;
            while (made.size() < names.size()) {
                while (next < names.size() && ahead.size() < workers * AHEAD_PER_WORKER) {
                    DeviceName name = names.get(next++);
                    ahead.add(pool.submit(() -> folder.stage(DeviceIdentity.create(name, ca, random), order,
                            clock.instant())));
                }
                ProvisionedDevice device = folder.place(await(ahead.remove()));
                made.add(device);
                progress.made(device, made.size(), names.size());
            }
        } finally {
            pool.shutdownNow();
            pool.close();
        }
    }

    /// An interrupted thread can't write files: it is interrupted again afterwards.
    private static void listUndisturbed(BatchFolder folder) {
        boolean interrupted = Thread.interrupted();
        try {
            folder.writeEnrollments();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
}
