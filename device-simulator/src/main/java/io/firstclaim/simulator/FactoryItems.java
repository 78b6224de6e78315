package io.firstclaim.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What a factory put into a device.
///
/// @param endpointName the device's name, also the CN of its certificate
/// @param firstToClaim whether it is to be claimed
/// @param bootstrapUri the bootstrap URI it returns to at a factory reset
/// @param chain its bootstrap certificate and, if the factory wrote any, the certificates above it
/// @param privateKey the key of its bootstrap certificate
/// @param serverCa the certificate the bootstrap server is checked with
/// @param enrollmentId the enrollment ID as the factory noted it, if it did
record FactoryItems(String endpointName, boolean firstToClaim, ServerUri bootstrapUri, List<X509Certificate> chain,
        PrivateKey privateKey, X509Certificate serverCa, @Nullable String enrollmentId) {

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
        return new FactoryItems(endpointName, firstToClaim, uri, certificates(folder.resolve(CERTIFICATE)),
                privateKey(folder.resolve(KEY)), certificates(folder.resolve(SERVER_CA)).getFirst(),
                properties.getProperty("firstclaim.EnrollmentId"));
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

    private static List<X509Certificate> certificates(Path file) {
        try (var in = new ByteArrayInputStream(Files.readAllBytes(file))) {
            List<X509Certificate> certificates = CertificateFactory.getInstance("X.509").generateCertificates(in)
                    .stream().map(X509Certificate.class::cast).toList();
            if (certificates.isEmpty()) {
                throw new InvalidDeviceFolderException(file + " holds no certificate");
            }
            return certificates;
        } catch (IOException | CertificateException e) {
            throw new InvalidDeviceFolderException("cannot read the certificate " + file + ": " + e.getMessage(), e);
        }
    }

    private static PrivateKey privateKey(Path file) {
        try {
            return KeyFactory.getInstance("EC").generatePrivate(new PKCS8EncodedKeySpec(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new InvalidDeviceFolderException("cannot read the private key " + file + ": " + e, e);
        } catch (GeneralSecurityException e) {
            throw new InvalidDeviceFolderException(file + " is not an elliptic curve key in PKCS#8", e);
        }
    }
}
