package io.firstclaim.factory;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.form.DerFiles;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Properties;

/// A made device as its folder in the batch says.
///
/// @param endpointName `mbed.EndpointName`
/// @param enrollmentId of its certificate
/// @param product what it is
/// @param serialNumber `mbed.SerialNumber`
/// @param firstToClaim whether nobody owns it yet
/// @param testOnly whether its key came from a seed, so that anyone can make it again
public record FinishedDevice(String endpointName, EnrollmentId enrollmentId, Product product, String serialNumber,
        boolean firstToClaim, boolean testOnly) {
    static final String ENDPOINT_NAME = "mbed.EndpointName";
    static final String FIRST_TO_CLAIM = "mbed.FirstToClaim";
    private static final String MANUFACTURER = "mbed.Manufacturer";
    private static final String MODEL = "mbed.ModelNumber";
    private static final String SERIAL_NUMBER = "mbed.SerialNumber";
    /// Stands in devices whose keys came from a seed.
    private static final String WARNING = "firstclaim.Warning";
    /// Far above what a device is provisioned with.
    static final int MAX_ITEMS_BYTES = 64 * 1024;

    /// Reads a device's folder.
    ///
    /// @throws FactoryException when it is none, or not the one of that name and enrollment ID
    static FinishedDevice read(Path folder, String name, EnrollmentId listed) {
        byte[] certificate = SafeFiles.read(folder.resolve(DerFiles.CERTIFICATE),
                DeviceIdentity.MAX_CERTIFICATE_BYTES);
        if (!EnrollmentId.ofCertificate(certificate).equals(listed)) {
            throw new FactoryException(folder.resolve(DerFiles.CERTIFICATE)
                    + " is not the certificate of the listed enrollment ID " + listed);
        }
        Properties items = items(folder);
        String endpointName = items.getProperty(ENDPOINT_NAME, "");
        if (!endpointName.equals(name)) {
            throw new FactoryException(folder.resolve(DerFiles.ITEMS) + " is for "
                    + Texts.shown(endpointName) + "; expected " + Texts.shown(name));
        }
        return new FinishedDevice(name, listed,
                new Product(items.getProperty(MANUFACTURER, ""),
                        items.getProperty(MODEL, "")),
                items.getProperty(SERIAL_NUMBER, ""),
                items.getProperty(FIRST_TO_CLAIM, "0").equals("1"), items.containsKey(WARNING));
    }

    static Properties items(Path folder) {
        Path file = folder.resolve(DerFiles.ITEMS);
        Properties items = new Properties();
        try {
            items.load(new StringReader(
                    new String(SafeFiles.read(file, MAX_ITEMS_BYTES), StandardCharsets.ISO_8859_1)));
        } catch (IOException | IllegalArgumentException e) {
            throw new FactoryException(file + " is not a device's items: " + e.getMessage(), e);
        }
        return items;
    }
}
