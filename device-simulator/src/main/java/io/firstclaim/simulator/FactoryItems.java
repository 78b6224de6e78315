package io.firstclaim.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What a factory put into a device. Certificates and key were read once and found good, but are kept as the bytes they are: there may be tens of
/// thousands of devices in one process, and each needs them for its bootstrap only.
///
/// @param endpointName the device's name, also the CN of its certificate
/// @param firstToClaim whether it is to be claimed
/// @param bootstrapUri the bootstrap URI it returns to at a factory reset
/// @param identity its bootstrap certificate, those above it if the factory wrote any, and its key
/// @param serverCa the certificate the bootstrap server is checked with
/// @param enrollmentId the enrollment ID as the factory noted it, if it did
record FactoryItems(String endpointName, boolean firstToClaim, ServerUri bootstrapUri, DtlsIdentity identity,
        X509Certificate serverCa, @Nullable String enrollmentId) {

    private static final String PROPERTIES = "device.properties";
    private static final String CERTIFICATE = "bootstrap-device-cert.der";
    private static final String KEY = "bootstrap-device-key.der";
    private static final String SERVER_CA = "bootstrap-server-ca.der";

    /// Reads a device folder.
    ///
    /// @throws InvalidDeviceFolderException if something is missing or wrong
    static FactoryItems read(Path folder) {
        Properties properties = properties(folder.resolve(PROPERTIES));
        String endpointName = required(properties, "mbed.EndpointName");
        if (!"1".equals(required(properties, "mbed.UseBootstrap"))) {
            throw new InvalidDeviceFolderException(PROPERTIES + ": mbed.UseBootstrap must be 1");
        }
        boolean firstToClaim = "1".equals(properties.getProperty("mbed.FirstToClaim", "0"));
        ServerUri uri = uri(required(properties, "mbed.BootstrapServerURI"));
        if (firstToClaim && uri.accountId() != null) {
            throw new InvalidDeviceFolderException(PROPERTIES
                    + ": mbed.BootstrapServerURI of a first-to-claim device must not carry aid, but is " + uri.text());
        }
        if (!firstToClaim && uri.accountId() == null) {
            throw new InvalidDeviceFolderException(PROPERTIES
                    + ": mbed.BootstrapServerURI needs an aid unless mbed.FirstToClaim is 1, but is " + uri.text());
        }
        FactoryItems items = new FactoryItems(endpointName, firstToClaim, uri,
                new DtlsIdentity(bytes(folder.resolve(KEY)), chain(folder)),
                certificate(folder.resolve(SERVER_CA)),
                properties.getProperty("firstclaim.EnrollmentId"));
        try {
            items.identity().key();
            items.identity().chain();
        } catch (GeneralSecurityException e) {
            throw new InvalidDeviceFolderException("cannot use " + CERTIFICATE + " and " + KEY + " in " + folder + ": "
                    + e.getMessage(), e);
        }
        return items;
    }

    private static Properties properties(Path file) {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new InvalidDeviceFolderException("cannot read " + file + ": " + e, e);
        }
        return properties;
    }

    private static String required(Properties properties, String key) {
        String value = properties.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new InvalidDeviceFolderException(PROPERTIES + ": " + key + " is missing");
        }
        return value;
    }

    private static ServerUri uri(String text) {
        try {
            return ServerUri.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidDeviceFolderException(PROPERTIES + ": mbed.BootstrapServerURI: " + e.getMessage(), e);
        }
    }

    /// The device's own certificate, and those that it presents above it.
    private static Octets chain(Path folder) {
        Octets chain = bytes(folder.resolve(CERTIFICATE));
        Path issuer = issuer(folder, 1);
        for (int number = 2; Files.exists(issuer); number++) {
            chain = chain.append(bytes(issuer));
            issuer = issuer(folder, number);
        }
        return chain;
    }

    /// The certificates above the device's own are numbered from 1, its issuer first.
    private static Path issuer(Path folder, int number) {
        return folder.resolve("bootstrap-device-issuer-" + number + ".der");
    }

    private static Octets bytes(Path file) {
        try {
            return Octets.of(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new InvalidDeviceFolderException("cannot read " + file + ": " + e, e);
        }
    }

    private static X509Certificate certificate(Path file) {
        try {
            return DtlsIdentity.certificate(bytes(file));
        } catch (CertificateException e) {
            throw new InvalidDeviceFolderException("cannot read the certificate " + file + ": " + e.getMessage(), e);
        }
    }

    /// The same device with another bootstrap server; its `aid` stays.
    FactoryItems bootstrappingAt(ServerUri other) {
        String accountId = bootstrapUri.accountId();
        return new FactoryItems(endpointName, firstToClaim, accountId == null ? other : other.with(accountId),
                identity, serverCa, enrollmentId);
    }
}
