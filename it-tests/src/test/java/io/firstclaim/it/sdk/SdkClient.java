package io.firstclaim.it.sdk;

import com.arm.mbed.cloud.sdk.AccountManagement;
import com.arm.mbed.cloud.sdk.Certificates;
import com.arm.mbed.cloud.sdk.DeviceDirectory;
import com.arm.mbed.cloud.sdk.Enrollment;
import com.arm.mbed.cloud.sdk.common.ApiClientWrapper;
import com.arm.mbed.cloud.sdk.common.CallLogLevel;
import com.arm.mbed.cloud.sdk.common.ConnectionOptions;
import com.arm.mbed.cloud.sdk.internal.enrollment.api.PublicApiApi;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;

/// The SDK, with nothing changed but the host and the key; it trusts the server's self-signed certificate by the JVM's trust store, which is the way it leaves.
///
/// @param bulk its low-level interface, the only one that has bulk uploads
record SdkClient(Enrollment enrollments, Certificates certificates, DeviceDirectory devices, AccountManagement accounts,
        PublicApiApi bulk) {
    private static final String STORE = "javax.net.ssl.trustStore";
    private static final String PASSWORD = "javax.net.ssl.trustStorePassword";
    private static final String ANY_PASSWORD = "changeit";

    static SdkClient of(String host, String apiKey, X509Certificate trusted, Path folder)
            throws IOException, GeneralSecurityException {
        Path store = folder.resolve("trust.p12");
        KeyStore only = KeyStore.getInstance("PKCS12");
        only.load(null, null);
        only.setCertificateEntry("web-edge", trusted);
        try (OutputStream file = Files.newOutputStream(store)) {
            only.store(file, ANY_PASSWORD.toCharArray());
        }
        System.setProperty(STORE, store.toString());
        System.setProperty(PASSWORD, ANY_PASSWORD);
        try {
            ConnectionOptions options = ConnectionOptions.newConfiguration(apiKey, host).logLevel(CallLogLevel.BODY);
            return new SdkClient(new Enrollment(options), new Certificates(options), new DeviceDirectory(options),
                    new AccountManagement(options), new ApiClientWrapper(options).createService(PublicApiApi.class));
        } finally {
            System.clearProperty(STORE);
            System.clearProperty(PASSWORD);
        }
    }
}
