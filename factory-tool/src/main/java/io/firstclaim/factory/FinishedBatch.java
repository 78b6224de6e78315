package io.firstclaim.factory;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// A batch whose devices are made, read for its labels and its shipment. What it says of a device was compared with
/// the device's certificate.
public final class FinishedBatch {
    private static final List<String> HEADER = List.of("enrollment_identity", "endpoint_name");

    private final Path folder;
    private final X509Certificate ca;
    private final List<FinishedDevice> devices;

    private FinishedBatch(Path folder, X509Certificate ca, List<FinishedDevice> devices) {
        this.folder = folder;
        this.ca = ca;
        this.devices = List.copyOf(devices);
    }

    /// Reads a batch.
    ///
    /// @throws FactoryException when it is none, or its list and its devices differ
    public static FinishedBatch read(Path folder) {
        Path devicesFolder = folder.resolve(BatchFolder.DEVICES);
        if (!Files.isDirectory(devicesFolder)) {
            throw new FactoryException(folder + " is no batch: it has no folder " + BatchFolder.DEVICES);
        }
        if (isUnfinished(folder)) {
            throw new FactoryException(folder + " is not finished: give its last order again, and it goes on");
        }
        byte[] csv = SafeFiles.read(folder.resolve(BatchFolder.ENROLLMENTS), EnrollmentList.MAX_BYTES);
        Map<String, EnrollmentId> listed = listed(csv, folder.resolve(BatchFolder.ENROLLMENTS));
        requireSame(listed.keySet(), folderNames(devicesFolder), folder);
        List<FinishedDevice> devices = new ArrayList<>(listed.size());
        listed.forEach((name, id) -> devices.add(FinishedDevice.read(devicesFolder.resolve(name), name, id)));
        return new FinishedBatch(folder, CertificateFile.read(folder.resolve(MakerCa.CERTIFICATE_FILE)).only(),
                devices);
    }

    /// Whether a batch's last order was cut short, and devices of it may be missing.
    public static boolean isUnfinished(Path folder) {
        return OrderBook.read(folder).isUnfinished();
    }

    /// Reads a file that is an enrollment list: see [#listed(byte[], Path)].
    public static Map<String, EnrollmentId> listed(Path file) {
        return listed(SafeFiles.read(file, EnrollmentList.MAX_BYTES), file);
    }

    /// Reads an enrollment list: endpoint names and their enrollment IDs, by name.
    ///
    /// @param source names it in messages
    /// @throws FactoryException when it is no such list, or has a name or an ID twice
    public static Map<String, EnrollmentId> listed(byte[] csv, Path source) {
        Map<String, EnrollmentId> devices = new TreeMap<>();
        Set<EnrollmentId> ids = new HashSet<>();
        try (CsvReader<CsvRecord> rows = CsvReader.builder()
                .ofCsvRecord(new StringReader(new String(csv, StandardCharsets.UTF_8)))) {
            for (CsvRecord row : rows) {
                String where = source + " line " + row.getStartingLineNumber();
                if (devices.isEmpty() && ids.isEmpty() && row.getStartingLineNumber() == 1) {
                    requireHeader(row, where);
                    continue;
                }
                EnrollmentId id = row(row, where, devices);
                if (!ids.add(id)) {
                    throw new FactoryException(where + ": enrollment ID " + id + " is listed twice");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a string can't fail to be read", e);
        } catch (CsvParseException | UncheckedIOException e) {
            throw new FactoryException(source + " is no CSV: " + e.getMessage(), e);
        }
        return devices;
    }

    /// The batch's folder.
    public Path folder() {
        return folder;
    }

    /// The CA that made the devices' certificates.
    public X509Certificate ca() {
        return ca;
    }

    /// `ca.pem`.
    public byte[] caPem() {
        return Pem.encodeCertificates(List.of(ca));
    }

    /// The devices that can be claimed, as a list for a bulk upload: those made for an account are not on it.
    public byte[] firstToClaim() {
        EnrollmentList list = new EnrollmentList();
        devices.stream().filter(FinishedDevice::firstToClaim)
                .forEach(device -> list.add(device.endpointName(), device.enrollmentId()));
        return list.csv();
    }

    /// Its devices by endpoint name, in the order of the list.
    public List<FinishedDevice> devices() {
        return devices;
    }

    /// Whether any of it came from a seed.
    public boolean isTestOnly() {
        return devices.stream().anyMatch(FinishedDevice::testOnly);
    }

    private static void requireHeader(CsvRecord row, String where) {
        if (!row.getFields().equals(HEADER)) {
            throw new FactoryException(where + ": expected the header " + String.join(",", HEADER));
        }
    }

    private static EnrollmentId row(CsvRecord row, String where, Map<String, EnrollmentId> devices) {
        if (row.getFieldCount() != HEADER.size()) {
            throw new FactoryException(where + ": " + row.getFieldCount() + " fields; expected " + HEADER.size());
        }
        String name = row.getField(1);
        try {
            EnrollmentId id = EnrollmentId.parse(row.getField(0));
            if (devices.put(DeviceName.of(name).endpointName(), id) != null) {
                throw new FactoryException("endpoint name " + Texts.shown(name) + " is listed twice");
            }
            return id;
        } catch (FirstclaimException | FactoryException e) {
            throw new FactoryException(where + ": " + e.getMessage(), e);
        }
    }

    private static Set<String> folderNames(Path devices) {
        try (Stream<Path> folders = Files.list(devices)) {
            Set<String> names = new HashSet<>();
            folders.forEach(device -> names.add(String.valueOf(device.getFileName())));
            return names;
        } catch (IOException e) {
            throw FactoryException.of("cannot read", devices, e);
        }
    }

    private static void requireSame(Set<String> listed, Set<String> present, Path folder) {
        if (listed.isEmpty()) {
            throw new FactoryException(folder + " has no devices");
        }
        Stream.concat(listed.stream().filter(name -> !present.contains(name)),
                present.stream().filter(name -> !listed.contains(name))).sorted().findFirst().ifPresent(name -> {
                    throw new FactoryException(folder + ": device " + Texts.shown(name)
                            + (listed.contains(name)
                                    ? " is listed but has no folder; expected it back in "
                                            + folder.resolve(BatchFolder.DEVICES)
                                    : " has a folder but is not listed; give its last order again to put that right"));
                });
    }
}
