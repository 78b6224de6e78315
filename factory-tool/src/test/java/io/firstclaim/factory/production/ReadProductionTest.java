package io.firstclaim.factory.production;

import static io.firstclaim.factory.production.Intake.reasons;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstclaim.factory.FactoryException;
import io.firstclaim.factory.certificate.CertificateContent;
import io.firstclaim.factory.certificate.Password;
import io.firstclaim.factory.certificate.X509;
import io.firstclaim.factory.production.Finding.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadProductionTest {
    private static final Issuer MAKER = Issuer.root("Maker");
    private static final X509Certificate METER = MAKER.device("meter-1");

    @TempDir
    Path folder = Path.of("");

    private Intake intake = new Intake(folder);

    @BeforeEach
    void aFolder() {
        intake = new Intake(folder);
        intake.put("device.pem", METER);
    }

    /// What is said of the files besides the device, by the end of their names.
    private Map<String, Reason> others() {
        Inspection inspection = intake.inspect();
        assertThat(inspection.of(Kind.DEVICE)).hasSize(1);
        return inspection.of(Kind.FILE).stream().collect(Collectors.toMap(
                finding -> finding.source().substring(finding.source().lastIndexOf('/') + 1),
                finding -> reasons(finding).getFirst()));
    }

    @Test
    void whatIsNoCertificateIsPassedOverAndNamed() {
        intake.put("empty", new byte[0]);
        intake.put("notes.txt", "hello".getBytes(UTF_8));
        intake.put("firmware.bin", new byte[5000]);
        intake.put("key.pem", Intake.pem("EC PRIVATE KEY", new byte[]{1, 2}).getBytes(US_ASCII));
        intake.put("key.der", Issuer.keys("secp256r1").getPrivate().getEncoded());
        intake.put("locked.pem", Intake.pem("ENCRYPTED PRIVATE KEY", new byte[]{1, 2}).getBytes(US_ASCII));
        intake.put("request.pem", Intake.pem("CERTIFICATE REQUEST", new byte[]{1, 2}).getBytes(US_ASCII));
        intake.put("list.pem", Intake.pem("X509 CRL", new byte[]{1, 2}).getBytes(US_ASCII));
        intake.put("public.der", METER.getPublicKey().getEncoded());

        assertThat(others()).isEqualTo(Map.of("empty", Reason.EMPTY_FILE, "notes.txt", Reason.NO_CERTIFICATE,
                "firmware.bin", Reason.NO_CERTIFICATE, "key.pem", Reason.KEY_WITHOUT_CERTIFICATE, "key.der",
                Reason.KEY_WITHOUT_CERTIFICATE, "locked.pem", Reason.KEY_WITHOUT_CERTIFICATE, "request.pem",
                Reason.FOREIGN_CONTENT, "list.pem", Reason.FOREIGN_CONTENT, "public.der", Reason.FOREIGN_CONTENT));
        assertThat(intake.inspect().isAllUsable()).isTrue();
    }

    @Test
    void whatIsMeantToBeCertificatesAndIsDamagedIsSaidAloud() {
        byte[] der = X509.der(METER);
        intake.put("short.der", Arrays.copyOf(der, der.length - 1));
        intake.put("long.der", Arrays.copyOf(der, der.length + 1));
        intake.put("short", Arrays.copyOf(der, 100));
        intake.put("junk.crt", "junk".getBytes(UTF_8));
        intake.put("star.pem", Intake.pem(METER).replaceFirst("\n.", "\n*").getBytes(US_ASCII));
        intake.put("cut.pem", Intake.pem(METER).substring(0, 300).getBytes(US_ASCII));
        intake.put("tiny.pem", Intake.pem("CERTIFICATE", new byte[]{0x30, 0}).getBytes(US_ASCII));
        intake.put("tiny.p7b", Intake.pem("PKCS7", new byte[]{0x30, 0}).getBytes(US_ASCII));

        Map<String, Reason> others = others();

        assertThat(others).hasSize(8).allSatisfy((name, reason) -> assertThat(reason).as(name)
                .isEqualTo(Reason.BROKEN_FILE));
        assertThat(intake.inspect().isAllUsable()).isFalse();
    }

    @Test
    void aDamagedBlockSpoilsNoOtherOfItsFile() {
        X509Certificate second = MAKER.device("meter-2");
        intake.put("many.pem", (Intake.pem(METER) + "-----BEGIN CERTIFICATE-----\nMII\n" + Intake.pem(second)
                + "-----END CERTIFICATE-----\n" + Intake.pem("CERTIFICATE", new byte[]{1})).getBytes(US_ASCII));

        Inspection inspection = intake.inspect();

        assertThat(inspection.of(Kind.DEVICE)).extracting(Finding::endpointName).containsExactly("meter-1", "meter-2");
        assertThat(inspection.of(Kind.FILE)).hasSize(3).allMatch(finding -> finding.has(Reason.BROKEN_FILE));
    }

    @Test
    void textAroundTheBlocksAndCarriageReturnsDoNotMatter() {
        intake.put("device.pem", ("\uFEFFCertificate:\n    Data:\n -----BEGIN\n" + Intake.pem(METER) + "---\nServer "
                + "certificate\nsubject=CN = meter-1\n").replace("\n", "\r\n").getBytes(UTF_8));
        assertThat(others()).isEmpty();
    }

    @Test
    void filesOfUpTo16MiBAreRead() throws IOException {
        byte[] padded = Arrays.copyOf(Intake.pem(METER).getBytes(US_ASCII), ReadProduction.MAX_FILE_BYTES);
        intake.put("device.pem", padded);
        try (RandomAccessFile sparse = new RandomAccessFile(intake.put("sparse.pem", new byte[0]).toFile(), "rw")) {
            sparse.setLength(100L * 1024 * 1024);
        }
        intake.put("one-more", Arrays.copyOf(padded, padded.length + 1));

        assertThat(others()).isEqualTo(
                Map.of("sparse.pem", Reason.FILE_TOO_LARGE, "one-more", Reason.FILE_TOO_LARGE));
    }

    @Test
    void linksAreFollowedAndLoopsFound() throws IOException {
        Path in = folder.resolve("in");
        Files.createDirectories(folder.resolve("elsewhere"));
        Files.writeString(folder.resolve("elsewhere/linked.pem"), Intake.pem(MAKER.device("meter-2")));
        Files.createSymbolicLink(in.resolve("elsewhere"), folder.resolve("elsewhere"));
        Files.createSymbolicLink(in.resolve("loop"), in);
        Files.createSymbolicLink(in.resolve("nowhere"), in.resolve("missing"));

        Inspection inspection = intake.inspect();

        assertThat(inspection.of(Kind.DEVICE)).hasSize(2);
        assertThat(inspection.of(Kind.FILE)).extracting(Intake::reasons).containsExactlyInAnyOrder(
                List.of(Reason.LINK_LOOP), List.of(Reason.CANNOT_READ));
    }

    @Test
    void foldersAreEnteredSixtyFourDeep() {
        String deep = IntStream.range(0, ReadProduction.MAX_DEPTH - 1).mapToObj(i -> "d").collect(
                Collectors.joining("/"));
        intake.put(deep + "/last.pem", MAKER.device("meter-2"));
        assertThat(intake.inspect().of(Kind.DEVICE)).hasSize(2);
        intake.put(deep + "/more/beyond.pem", MAKER.device("meter-3"));

        Inspection inspection = intake.inspect();

        assertThat(inspection.of(Kind.DEVICE)).hasSize(2);
        assertThat(inspection.of(Kind.FILE)).singleElement().satisfies(
                finding -> assertThat(reasons(finding)).containsExactly(Reason.TOO_DEEP));
    }

    @Test
    void whatCannotBeReadIsNamed() throws IOException {
        Path locked = intake.put("locked.pem", METER);
        Files.setPosixFilePermissions(locked, PosixFilePermissions.fromString("---------"));
        if (Files.isReadable(locked)) {
            Path unreadable = Path.of("/proc/self/mem");
            assumeTrue(Files.exists(unreadable), "nothing here is unreadable for this user: that was NOT checked");
            Files.delete(locked);
            Files.createSymbolicLink(locked, unreadable);
        }

        assertThat(others()).isEqualTo(Map.of("locked.pem", Reason.CANNOT_READ));
    }

    @Test
    void streamsAreReadAndMissingFilesRefused() {
        ReadProduction reader = new ReadProduction(Password.none(), ReadingProgress.silent());
        reader.read("standard input", new ByteArrayInputStream(Intake.pem(METER).getBytes(US_ASCII)));
        assertThat(Intake.device(Intake.inspect(reader.production(), null, Issuer.NOW)).source())
                .isEqualTo("standard input");
        assertThatExceptionOfType(FactoryException.class).isThrownBy(() -> reader.read(folder.resolve("missing")))
                .withMessageContaining("there is no file or folder");
    }

    @Test
    void namesOfFilesCannotForgeLines() {
        intake.put("a\nb\u001b[2J\u202e.pem", "junk".getBytes(UTF_8));
        assertThat(intake.inspect().of(Kind.FILE)).singleElement().satisfies(
                finding -> assertThat(finding.source()).endsWith("a\uFFFDb\uFFFD[2J\uFFFD.pem"));
    }

    @Test
    void anyBytesAreReadWithoutHarm() {
        Random random = new Random(20260601);
        byte[] der = X509.der(METER);
        byte[] pem = Intake.pem(METER).getBytes(US_ASCII);
        for (int i = 0; i < 3000; i++) {
            byte[] bytes = (i % 3 == 0 ? new byte[random.nextInt(400)] : i % 3 == 1 ? der : pem).clone();
            if (i % 3 == 0) {
                random.nextBytes(bytes);
            }
            for (int change = random.nextInt(4); change >= 0 && bytes.length > 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            CertificateContent content = CertificateContent
                    .read(Arrays.copyOf(bytes, random.nextInt(bytes.length + 3)), Password.none());
            assertThat(content.certificates().size() + content.others().size()).as("round " + i).isPositive();
        }
    }

    @Test
    void deeplyNestedContentEndsTheReadingOfThatFileOnly() {
        byte[] nested = new byte[1024 * 1024];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        intake.put("nested.p12", nested);
        StringBuilder marks = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            marks.append("-----BEGIN A").append(i).append("-----\n");
        }
        intake.put("marks.pem", marks.toString().getBytes(US_ASCII));

        Inspection inspection = intake.inspect();

        assertThat(inspection.of(Kind.DEVICE)).hasSize(1);
        assertThat(inspection.of(Kind.FILE)).hasSizeBetween(2, 30).allMatch(finding -> finding.has(Reason.BROKEN_FILE));
    }

    @Test
    void theBytesOfAFileAreWipedWhenItHasBeenRead() {
        byte[] content = (Intake.pem(METER) + Intake.pem("PRIVATE KEY", new byte[]{1})).getBytes(US_ASCII);
        CertificateContent.read(content, Password.none());
        assertThat(content).containsOnly(0);
    }

    @Test
    void aCertificateThatOnlyOtherReadersKnowIsADeviceThatIsUnusable() throws Exception {
        byte[] der = X509.der(METER);
        int curve = indexOf(der, new byte[]{0x2a, (byte) 0x86, 0x48, (byte) 0xce, 0x3d, 3, 1, 7});
        der[curve + 7] = 6;
        intake.put("device.pem", der);

        Finding device = Intake.device(intake.inspect());

        assertThat(reasons(device)).containsExactly(Reason.UNREADABLE_CERTIFICATE);
        assertThat(device.isUsable()).isFalse();
    }

    private static int indexOf(byte[] bytes, byte[] part) {
        return IntStream.range(0, bytes.length - part.length)
                .filter(i -> Arrays.equals(Arrays.copyOfRange(bytes, i, i + part.length), part)).findFirst()
                .orElseThrow();
    }
}
