package io.firstclaim.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/// Writes a device folder as the factory tool does.
final class DeviceFolder {
    static final String NAME = "meter-1";

    private DeviceFolder() {}

    static Path firstToClaim(Path folder, Pki.Entity maker, Pki.Entity serverCa, String uri) {
        return write(folder, maker, serverCa, uri, true);
    }

    static Path preAssigned(Path folder, Pki.Entity maker, Pki.Entity serverCa, String uri) {
        return write(folder, maker, serverCa, uri, false);
    }

    private static Path write(Path folder, Pki.Entity maker, Pki.Entity serverCa, String uri, boolean firstToClaim) {
        Properties properties = new Properties();
        if (firstToClaim) {
            properties.setProperty("mbed.FirstToClaim", "1");
        }
        properties.setProperty("mbed.UseBootstrap", "1");
        properties.setProperty("mbed.EndpointName", NAME);
        properties.setProperty("mbed.BootstrapServerURI", uri);
        properties.setProperty("firstclaim.EnrollmentId", "A-AD:1E");
        Pki.Entity device = Pki.device(maker, "CN=" + NAME);
        try {
            Files.createDirectories(folder);
            try (var writer = Files.newBufferedWriter(folder.resolve("device.properties"))) {
                properties.store(writer, null);
            }
            Files.write(folder.resolve("bootstrap-device-cert.der"), device.der());
            Files.write(folder.resolve("bootstrap-device-key.der"), device.pkcs8());
            Files.write(folder.resolve("bootstrap-server-ca.der"), serverCa.der());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return folder;
    }
}
