package io.firstclaim.factory;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A factory that is killed (kill -9) again and again at moments that a seed chooses, and started again each time.
class KilledFactoryTest {
    private static final int DEVICES = 400;
    private static final int MOST_BEFORE_A_KILL = 90;
    private static final long SEED = 4711;

    @TempDir
    Path folder;

    private final MakerCa ca = Workshop.ca();

    @Test
    void noDeviceIsMadeTwiceAndNoneIsLost() throws Exception {
        Path caFolder = folder.resolve("ca");
        ca.writeTo(caFolder);
        Path batch = folder.resolve("batch");
        Random moments = new Random(SEED);
        Map<String, byte[]> known = new TreeMap<>();
        int kills = 0;
        boolean done = false;
        while (!done) {
            try (OtherFactory other = OtherFactory.making(moments.nextInt(MOST_BEFORE_A_KILL), batch, caFolder,
                    DEVICES)) {
                done = other.endsWithin(moments.nextInt(30));
            }
            kills += done ? 0 : 1;
            Map<String, byte[]> now = certificates(batch);
            known.forEach((name, certificate) -> assertThat(now.get(name)).as(name).isEqualTo(certificate));
            known.putAll(now);
            assertListedAreMade(batch, now);
        }

        assertThat(kills).isPositive();
        assertThat(known).hasSize(DEVICES);
        assertThat(known.values().stream().map(Arrays::hashCode).distinct()).hasSize(DEVICES);
        assertThat(batch.resolve("enrollments.csv")).content().isEqualTo(expectedList(known));
        assertThat(batch.resolve(".making")).doesNotExist();
        for (String name : known.keySet()) {
            assertWhole(batch.resolve("devices").resolve(name));
        }
    }

    private static Map<String, byte[]> certificates(Path batch) throws IOException {
        Map<String, byte[]> certificates = new TreeMap<>();
        if (Files.exists(batch.resolve("devices"))) {
            try (Stream<Path> devices = Files.list(batch.resolve("devices"))) {
                for (Path device : devices.toList()) {
                    certificates.put(device.getFileName().toString(),
                            Files.readAllBytes(device.resolve("bootstrap-device-cert.der")));
                }
            }
        }
        return certificates;
    }

    private static void assertListedAreMade(Path batch, Map<String, byte[]> made) throws IOException {
        Path list = batch.resolve("enrollments.csv");
        List<String> lines = Files.exists(list) ? Files.readAllLines(list) : List.of();
        assertThat(lines.stream().skip(1)).isSubsetOf(expectedList(made).lines().toList());
    }

    private static String expectedList(Map<String, byte[]> certificates) {
        StringBuilder list = new StringBuilder("enrollment_identity,endpoint_name\n");
        certificates.forEach((name, certificate) -> list.append(EnrollmentId.ofCertificate(certificate)).append(',')
                .append(name).append('\n'));
        return list.toString();
    }

    private void assertWhole(Path device) throws Exception {
        X509Certificate certificate = CertificateFile.read(device.resolve("bootstrap-device-cert.der")).only();
        certificate.verify(ca.certificate().getPublicKey());
        PrivateKey key = KeyFactory.getInstance("EC").generatePrivate(
                new PKCS8EncodedKeySpec(Files.readAllBytes(device.resolve("bootstrap-device-key.der"))));
        assertThat(P256.belongTogether(certificate.getPublicKey(), key)).isTrue();
        assertThat(device.resolve("device.properties")).content().endsWith("\n")
                .contains("firstclaim.EnrollmentId=" + EnrollmentId.ofCertificate(certificate.getEncoded()));
        var _ = CertificateFile.read(device.resolve("bootstrap-server-ca.der")).only();
    }
}
