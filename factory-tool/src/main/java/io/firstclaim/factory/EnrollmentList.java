package io.firstclaim.factory;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The batch's devices by endpoint name, as the CSV that `device-enrollments-bulk-uploads` takes: a header, then one
/// line per device with the enrollment ID first. It follows from the device folders alone: it never lists a device that
/// is not on the disk, and what an interrupted run left out of the file comes back with the next one.
final class EnrollmentList {
    /// The largest file that a bulk upload takes.
    static final int MAX_BYTES = 10_000_000;
    /// An enrollment ID, a comma, two quotes and a line feed.
    private static final int LINE_BYTES = 97 + 4;

    private final NavigableMap<String, EnrollmentId> devices = new TreeMap<>();

    /// The devices whose folders are in `devicesFolder`.
    ///
    /// @throws FactoryException when a folder there is no device's
    static EnrollmentList read(Path devicesFolder) {
        EnrollmentList list = new EnrollmentList();
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(devicesFolder)) {
            for (Path folder : folders) {
                Path certificate = folder.resolve(BatchFolder.DEVICE_CERTIFICATE);
                list.add(folder.getFileName().toString(), EnrollmentId
                        .ofCertificate(SafeFiles.read(certificate, DeviceIdentity.MAX_CERTIFICATE_BYTES)));
            }
        } catch (DirectoryIteratorException e) {
            throw FactoryException.of("cannot read", devicesFolder, Objects.requireNonNull(e.getCause()));
        } catch (IOException e) {
            throw FactoryException.of("cannot read", devicesFolder, e);
        }
        return list;
    }

    void add(String endpointName, EnrollmentId enrollmentId) {
        devices.put(endpointName, enrollmentId);
    }

    /// The enrollment ID of a device, or null when there is no device of that name.
    @Nullable
    EnrollmentId get(String endpointName) {
        return devices.get(endpointName);
    }

    boolean has(DeviceName name) {
        return devices.containsKey(name.endpointName());
    }

    /// Refuses names of devices that are made already; `batch` is for the message.
    void requireAbsent(EndpointNames names, Path batch) {
        names.names().stream().map(DeviceName::endpointName).filter(devices::containsKey).findFirst()
                .ifPresent(name -> {
                    throw new FactoryException("device " + Texts.shown(name) + " exists already in " + batch
                            + "; expected new names, so nothing was made");
                });
    }

    /// Refuses a batch that misses devices of an order that was finished: they were taken away, and must not be made a
    /// second time.
    void requirePresent(EndpointNames names, Path batch) {
        List<String> gone = names.names().stream().filter(name -> !has(name)).map(DeviceName::endpointName).toList();
        if (!gone.isEmpty()) {
            throw new FactoryException("this order of " + batch + " was finished, and " + gone.size() + " of its "
                    + names.names().size() + " devices are no longer there, the first of them "
                    + Texts.shown(gone.getFirst()) + "; no device is made twice, so nothing was made");
        }
    }

    /// Refuses devices with which the list would be too large to be uploaded.
    void requireRoomFor(EndpointNames names, Path batch) {
        long bytes = csv().length
                + names.names().stream().mapToLong(name -> LINE_BYTES + name.endpointNameBytes()).sum();
        if (bytes > MAX_BYTES) {
            throw new FactoryException("the enrollment list of " + batch + " would have " + bytes
                    + " bytes and a bulk upload takes " + MAX_BYTES + "; expected fewer devices, or another batch");
        }
    }

    boolean isEmpty() {
        return devices.isEmpty();
    }

    byte[] csv() {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord("enrollment_identity", "endpoint_name");
            devices.forEach((name, id) -> csv.writeRecord(id.toString(), name));
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be written", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
