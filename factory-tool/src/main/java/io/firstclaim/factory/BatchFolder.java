package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.DeviceMaker.MadeDevice;
import io.firstclaim.factory.form.DerFiles;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/// A batch on disk at work on one order: `ca.pem`, `orders.json`, `enrollments.csv` and `devices/<endpoint name>/`, all
/// for their owner only. The order says what is to be made, the device folders say what is made, and everything else
/// follows from the two. A device's folder is filled in `.making` and appears under its name when it is complete and on
/// the disk. One process at a time works on a batch; one that was killed leaves nothing that the next run doesn't put right.
final class BatchFolder implements AutoCloseable {
    static final String ENROLLMENTS = "enrollments.csv";
    static final String DEVICES = "devices";
    static final String DEVICE_CERTIFICATE = DerFiles.CERTIFICATE;

    private static final String STAGING = ".making";

    private final Path root;
    private final FileChannel lock;
    private final EnrollmentList enrollments;
    private final OrderBook book;
    private final EndpointNames names;
    private final boolean finished;
    private final AtomicInteger staged = new AtomicInteger();

    private BatchFolder(Path root, FileChannel lock, Ready ready) {
        this.root = root;
        this.lock = lock;
        this.enrollments = ready.enrollments();
        this.book = ready.book();
        this.names = ready.order().names();
        this.finished = ready.finished();
    }

    /// A device whose files are on the disk but whose folder has no name yet.
    record StagedDevice(String endpointName, EnrollmentId enrollmentId, Path folder) {}

    /// What was found on the disk, and what the order comes to there.
    ///
    /// @param order with the names that it got when it began
    /// @param begun whether the batch knows it
    private record Ready(EnrollmentList enrollments, OrderBook book, BatchOrder order, boolean begun,
            boolean finished) {}

    /// Opens a batch of that CA for an order, or begins one: a new order is written down, one that was begun goes on.
    ///
    /// @throws FactoryException when another process is at it, it is another CA's or no batch, it has another order to
    ///         finish first, or it has one of the names or no room for them; nothing is changed then
    static BatchFolder open(Path root, MakerCa ca, BatchOrder asked) {
        if (!BatchLock.mayBeTaken(root)) {
            Ready _ = requireReady(root, ca, asked);
        }
        SafeFiles.ensureFolder(root);
        FileChannel lock = BatchLock.take(root);
        try {
            Ready ready = requireReady(root, ca, asked);
            SafeFiles.ensureFolder(root.resolve(DEVICES));
            SafeFiles.deleteTree(root.resolve(STAGING));
            SafeFiles.createFolder(root.resolve(STAGING));
            BatchFolder batch = new BatchFolder(root, lock, ready);
            if (!ready.begun()) {
                batch.begin(ready.order(), ca);
            }
            return batch;
        } catch (FactoryException e) {
            BatchLock.release(lock, root);
            throw e;
        }
    }

    /// The names of the order's devices that are not made yet.
    List<DeviceName> missing() {
        return names.names().stream().filter(name -> !enrollments.has(name)).toList();
    }

    /// How many devices the order has.
    int total() {
        return names.names().size();
    }

    /// Writes a device's files. May be called from several threads: the disk takes what they write in one go.
    StagedDevice stage(DeviceName name, MadeDevice device) {
        Path folder = root.resolve(STAGING).resolve(Integer.toString(staged.incrementAndGet()));
        SafeFiles.createFolder(folder);
        device.files().forEach((file, content) -> SafeFiles.write(folder.resolve(file), content));
        SafeFiles.sync(folder);
        return new StagedDevice(name.endpointName(), device.enrollmentId(), folder);
    }

    /// Gives staged devices their names: from here on they exist, whatever happens. They are listed only when their names
    /// are on the disk, so that `enrollments.csv` never has a device that a power cut takes away.
    List<ProvisionedDevice> place(List<StagedDevice> group) {
        List<StagedDevice> named = new ArrayList<>(group.size());
        try {
            for (StagedDevice device : group) {
                SafeFiles.moveFolder(device.folder(), root.resolve(DEVICES).resolve(device.endpointName()));
                named.add(device);
            }
        } finally {
            SafeFiles.sync(root.resolve(DEVICES));
            named.forEach(device -> enrollments.add(device.endpointName(), device.enrollmentId()));
        }
        return group.stream().map(device -> provisioned(device.endpointName(), device.enrollmentId())).toList();
    }

    /// Brings `enrollments.csv` in line with the devices.
    void writeEnrollments() {
        byte[] csv = enrollments.csv();
        Path file = root.resolve(ENROLLMENTS);
        if (!Files.exists(file) || !Arrays.equals(SafeFiles.read(file, EnrollmentList.MAX_BYTES), csv)) {
            replace(ENROLLMENTS, csv);
        }
    }

    /// Writes down that all devices of the order are made and listed.
    void finish() {
        writeEnrollments();
        if (!finished) {
            book.finish();
            replace(OrderBook.FILE, book.json());
        }
    }

    /// The order's devices, all made.
    List<ProvisionedDevice> devices() {
        return names.names().stream().map(DeviceName::endpointName)
                .map(name -> provisioned(name, Objects.requireNonNull(enrollments.get(name), name))).toList();
    }

    @Override
    public void close() {
        try {
            SafeFiles.deleteTree(root.resolve(STAGING));
        } finally {
            BatchLock.release(lock, root);
        }
    }

    private void begin(BatchOrder order, MakerCa ca) {
        if (!Files.exists(root.resolve(MakerCa.CERTIFICATE_FILE))) {
            replace(MakerCa.CERTIFICATE_FILE, ca.certificatePem());
        }
        book.begin(order, OrderTerms.of(order, ca));
        replace(OrderBook.FILE, book.json());
        SafeFiles.sync(SafeFiles.parentOf(root));
    }

    private void replace(String name, byte[] content) {
        Path written = root.resolve(STAGING).resolve(name);
        SafeFiles.write(written, content);
        SafeFiles.moveFile(written, root.resolve(name));
        SafeFiles.sync(root);
    }

    private ProvisionedDevice provisioned(String endpointName, EnrollmentId enrollmentId) {
        return new ProvisionedDevice(endpointName, enrollmentId, root.resolve(DEVICES).resolve(endpointName));
    }

    /// Looks whether the order can be carried out, and changes nothing.
    private static Ready requireReady(Path root, MakerCa ca, BatchOrder asked) {
        if (Files.exists(root.resolve(MakerCa.KEY_FILE))) {
            throw new FactoryException(root + " holds a CA's key; expected a folder of its own for the batch");
        }
        Path devices = root.resolve(DEVICES);
        EnrollmentList existing = Files.exists(devices) ? EnrollmentList.read(devices) : new EnrollmentList();
        requireSameCa(root, ca, existing);
        OrderBook book = OrderBook.read(root);
        Map<String, String> terms = OrderTerms.of(asked, ca);
        Optional<OrderBook.Entry> begun = book.find(terms, root);
        if (begun.isEmpty()) {
            requireListed(root, existing);
            existing.requireAbsent(asked.names(), root);
            existing.requireRoomFor(asked.names(), root);
            return new Ready(existing, book, asked, false, false);
        }
        BatchOrder order = begun.get().of(asked);
        if (begun.get().finished()) {
            existing.requirePresent(order.names(), root);
        }
        requireListed(root, existing);
        return new Ready(existing, book, order, true, begun.get().finished());
    }

    /// Refuses a batch whose list has devices that were taken away: the list follows from the folders, so it would lose
    /// their IDs, and an order that goes on would make them a second time.
    private static void requireListed(Path root, EnrollmentList existing) {
        Path list = root.resolve(ENROLLMENTS);
        if (!Files.exists(list)) {
            return;
        }
        FinishedBatch.listed(list).keySet().stream().filter(name -> existing.get(name) == null).findFirst()
                .ifPresent(name -> {
                    throw new FactoryException(list + " lists the device " + Texts.shown(name)
                            + ", which has no folder in " + root.resolve(DEVICES)
                            + "; expected the folders of all listed devices back there, or a new folder for the batch");
                });
    }

    private static void requireSameCa(Path root, MakerCa ca, EnrollmentList existing) {
        Path certificate = root.resolve(MakerCa.CERTIFICATE_FILE);
        if (Files.exists(certificate)) {
            if (!CertificateFile.read(certificate).only().equals(ca.certificate())) {
                throw new FactoryException(root + " is a batch of another CA than "
                        + CaRules.nameOf(ca.certificate()) + "; expected a batch of this CA, or a new folder");
            }
        } else if (!existing.isEmpty()) {
            throw new FactoryException(root + " has devices but no " + MakerCa.CERTIFICATE_FILE
                    + "; expected a batch, or a new folder");
        }
    }
}
