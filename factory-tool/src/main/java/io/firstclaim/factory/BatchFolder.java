package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/// A batch on disk: `ca.pem`, `enrollments.csv` and `devices/<endpoint name>/`, all for their owner only. A device's
/// folder is filled in `.making` and appears under its name when it is complete. One process at a time works on a
/// batch; one that was killed leaves nothing that the next run doesn't put right.
final class BatchFolder implements AutoCloseable {
    static final String ENROLLMENTS = "enrollments.csv";
    static final String DEVICES = "devices";
    static final String DEVICE_ITEMS = "device.properties";
    static final String DEVICE_CERTIFICATE = "bootstrap-device-cert.der";
    static final String DEVICE_KEY = "bootstrap-device-key.der";
    static final String SERVER_CA = "bootstrap-server-ca.der";

    private static final String STAGING = ".making";
    private static final String LOCK = ".lock";

    private final Path root;
    private final FileChannel lock;
    private final EnrollmentList enrollments;
    private final AtomicInteger staged = new AtomicInteger();

    private BatchFolder(Path root, FileChannel lock, EnrollmentList enrollments) {
        this.root = root;
        this.lock = lock;
        this.enrollments = enrollments;
    }

    /// A device whose files are written but whose folder has no name yet.
    record StagedDevice(String endpointName, EnrollmentId enrollmentId, Path folder) {}

    /// Opens a batch of that CA for devices of those names, or begins one.
    ///
    /// @throws FactoryException when another process is at it, it is another CA's or no batch, or it has one of the
    ///         names or no room for them; nothing is changed then
    static BatchFolder open(Path root, MakerCa ca, EndpointNames names) {
        requireReady(root, ca, names);
        SafeFiles.ensureFolder(root);
        FileChannel lock = lock(root);
        try {
            EnrollmentList enrollments = requireReady(root, ca, names);
            SafeFiles.ensureFolder(root.resolve(DEVICES));
            SafeFiles.deleteTree(root.resolve(STAGING));
            SafeFiles.createFolder(root.resolve(STAGING));
            BatchFolder batch = new BatchFolder(root, lock, enrollments);
            if (!Files.exists(root.resolve(MakerCa.CERTIFICATE_FILE))) {
                batch.replace(MakerCa.CERTIFICATE_FILE, ca.certificatePem());
            }
            return batch;
        } catch (FactoryException e) {
            unlock(lock, root);
            throw e;
        }
    }

    /// Writes a device's files. May be called from several threads.
    StagedDevice stage(DeviceIdentity device, BatchOrder order, Instant now) {
        byte[] certificate = device.certificateDer();
        EnrollmentId id = EnrollmentId.ofCertificate(certificate);
        Path folder = root.resolve(STAGING).resolve(Integer.toString(staged.incrementAndGet()));
        SafeFiles.createFolder(folder);
        SafeFiles.write(folder.resolve(DEVICE_ITEMS), DeviceItems.of(device.name(), order, id, now));
        SafeFiles.write(folder.resolve(DEVICE_CERTIFICATE), certificate);
        SafeFiles.write(folder.resolve(DEVICE_KEY), device.keyDer());
        SafeFiles.write(folder.resolve(SERVER_CA), order.serverCa().der());
        return new StagedDevice(device.name().endpointName(), id, folder);
    }

    /// Gives a staged device its name: from here on it exists.
    ProvisionedDevice place(StagedDevice device) {
        Path folder = root.resolve(DEVICES).resolve(device.endpointName());
        SafeFiles.moveFolder(device.folder(), folder);
        enrollments.add(device.endpointName(), device.enrollmentId());
        return new ProvisionedDevice(device.endpointName(), device.enrollmentId(), folder);
    }

    /// Brings `enrollments.csv` in line with the devices.
    void writeEnrollments() {
        replace(ENROLLMENTS, enrollments.csv());
    }

    @Override
    public void close() {
        try {
            SafeFiles.deleteTree(root.resolve(STAGING));
        } finally {
            unlock(lock, root);
        }
    }

    private void replace(String name, byte[] content) {
        Path written = root.resolve(STAGING).resolve(name);
        SafeFiles.write(written, content);
        SafeFiles.moveFile(written, root.resolve(name));
    }

    /// Looks whether the order can be carried out, and changes nothing.
    private static EnrollmentList requireReady(Path root, MakerCa ca, EndpointNames names) {
        if (Files.exists(root.resolve(MakerCa.KEY_FILE))) {
            throw new FactoryException(root + " holds a CA's key; expected a folder of its own for the batch");
        }
        Path devices = root.resolve(DEVICES);
        EnrollmentList existing = Files.exists(devices) ? EnrollmentList.read(devices) : new EnrollmentList();
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
        existing.requireAbsent(names, root);
        existing.requireRoomFor(names, root);
        return existing;
    }

    private static FileChannel lock(Path root) {
        FileChannel file = SafeFiles.openLock(root.resolve(LOCK));
        FileLock held;
        try {
            held = file.tryLock();
        } catch (OverlappingFileLockException e) {
            held = null;
        } catch (IOException e) {
            unlock(file, root);
            throw FactoryException.of("cannot lock", root, e);
        }
        if (held == null) {
            unlock(file, root);
            throw new FactoryException(root + " is in use: another run makes devices there");
        }
        return file;
    }

    private static void unlock(FileChannel lock, Path root) {
        try {
            lock.close();
        } catch (IOException e) {
            throw FactoryException.of("cannot unlock", root, e);
        }
    }
}
