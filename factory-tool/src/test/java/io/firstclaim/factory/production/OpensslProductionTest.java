package io.firstclaim.factory.production;

import static io.firstclaim.factory.production.Intake.reasons;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.Openssl;
import io.firstclaim.factory.certificate.Password;
import io.firstclaim.factory.production.Finding.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Files as the real openssl writes them.
class OpensslProductionTest {
    private static final String SECRET = "secret 1";

    @TempDir
    Path folder = Path.of("");

    private Path work = folder;
    private Path in = folder;

    @BeforeEach
    void aMakerWithOpenssl() throws IOException, InterruptedException {
        Openssl.require();
        work = Files.createDirectories(folder.resolve("work"));
        in = Files.createDirectories(folder.resolve("in"));
        Files.writeString(work.resolve("password"), SECRET + "\n");
        Files.writeString(work.resolve("device.ext"), """
                basicConstraints = critical, CA:FALSE
                keyUsage = critical, digitalSignature
                extendedKeyUsage = clientAuth
                """);
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                work.resolve("ca-key.pem"), "-out", work.resolve("ca.pem"), "-subj", "/O=Other/CN=Other CA", "-days",
                "3650", "-addext", "keyUsage=critical,keyCertSign");
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                work.resolve("key.pem"), "-out", work.resolve("request.pem"), "-subj", "/O=Other/CN=meter-1");
        openssl("x509", "-req", "-in", work.resolve("request.pem"), "-CA", work.resolve("ca.pem"), "-CAkey",
                work.resolve("ca-key.pem"), "-CAcreateserial", "-days", "365", "-extfile", work.resolve("device.ext"),
                "-out", work.resolve("device.pem"));
        assertThat(work.resolve("device.pem")).exists();
    }

    private static String openssl(Object... arguments) throws IOException, InterruptedException {
        return Openssl.run(arguments);
    }

    private Inspection inspect(Password password) {
        Production production = new Intake(folder).read(password);
        return Intake.inspect(production, null, Instant.now(), work.resolve("ca.pem"));
    }

    /// That the device is found, usable, and has the enrollment ID that openssl computes.
    private void assertFindsTheDevice(Password password) throws IOException, InterruptedException {
        Finding device = Intake.device(inspect(password));
        String fingerprint = openssl("x509", "-in", work.resolve("device.pem"), "-noout", "-fingerprint", "-sha256");
        assertThat(device.enrollmentId())
                .isEqualTo(EnrollmentId.parse("A-" + fingerprint.strip().replaceFirst(".*=", "")));
        assertThat(device.isUsable()).as(device.toString()).isTrue();
        assertThat(device.endpointName()).isEqualTo("meter-1");
        assertThat(reasons(device)).isSubsetOf(Reason.FOUND_SEVERAL_TIMES);
    }

    @Test
    void textAndChainsAsOpensslPrintsThem() throws IOException, InterruptedException {
        String text = openssl("x509", "-in", work.resolve("device.pem"), "-text");
        Files.writeString(in.resolve("device.txt"), text);
        assertFindsTheDevice(Password.none());
        Files.writeString(in.resolve("device.txt"), " 0 s:O = Other, CN = meter-1\n   i:O = Other, CN = Other CA\n"
                + Files.readString(work.resolve("device.pem")) + " 1 s:O = Other, CN = Other CA\n"
                + Files.readString(work.resolve("ca.pem")) + "---\nServer certificate\n");
        assertFindsTheDevice(Password.none());
        Files.delete(in.resolve("device.txt"));
        openssl("x509", "-in", work.resolve("device.pem"), "-trustout", "-addtrust", "clientAuth", "-out",
                in.resolve("trusted.pem"));
        assertFindsTheDevice(Password.none());
    }

    @Test
    void pkcs7InPemAndDer() throws IOException, InterruptedException {
        for (String form : List.of("PEM", "DER")) {
            openssl("crl2pkcs7", "-nocrl", "-certfile", work.resolve("ca.pem"), "-certfile",
                    work.resolve("device.pem"), "-outform", form, "-out", in.resolve("device.p7b"));
            assertFindsTheDevice(Password.none());
        }
    }

    static Stream<List<String>> encryptions() {
        return Stream.of(List.of(), List.of("-legacy"),
                List.of("-certpbe", "AES-256-CBC", "-keypbe", "AES-256-CBC", "-macalg", "sha256"),
                List.of("-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES"),
                List.of("-nomac"), List.of("-iter", "20000"));
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void pkcs12WithItsPassword(List<String> options) throws IOException, InterruptedException {
        pkcs12("device.p12", SECRET, options);
        try (Password password = new Password(SECRET::toCharArray)) {
            assertFindsTheDevice(password);
        }
    }

    @ParameterizedTest
    @MethodSource("encryptions")
    void pkcs12WithTheEmptyPassword(List<String> options) throws IOException, InterruptedException {
        pkcs12("device.p12", "", options);
        assertFindsTheDevice(Password.none());
    }

    @Test
    void pkcs12WhoseCertificatesAreNotEncryptedNeedsNoPassword() throws IOException, InterruptedException {
        pkcs12("device.p12", SECRET, List.of("-certpbe", "NONE"));
        assertFindsTheDevice(Password.none());
    }

    @Test
    void aPasswordIsAskedForOnceAndOnlyWhenItIsNeeded() throws IOException, InterruptedException {
        AtomicInteger asked = new AtomicInteger();
        Password password = new Password(() -> {
            asked.incrementAndGet();
            return SECRET.toCharArray();
        });
        Files.copy(work.resolve("device.pem"), in.resolve("device.pem"));
        pkcs12("open.p12", "", List.of());
        inspect(password);
        assertThat(asked).hasValue(0);
        pkcs12("a.p12", SECRET, List.of());
        pkcs12("b.p12", SECRET, List.of());
        assertFindsTheDevice(password);
        assertThat(asked).hasValue(1);
    }

    @Test
    void aMissingAndAWrongPasswordAreSaid() throws IOException, InterruptedException {
        for (List<String> options : encryptions().toList()) {
            if (options.contains("-nomac")) {
                // without a MAC openssl encrypts with the empty password, whatever it is told
                continue;
            }
            pkcs12("device.p12", SECRET, options);
            assertThat(inspect(Password.none()).byReason()).as(options.toString()).containsOnlyKeys(
                    Reason.PASSWORD_NEEDED, Reason.CA_ISSUED_NONE);
            Inspection wrong = inspect(new Password("other"::toCharArray));
            assertThat(wrong.byReason()).containsOnlyKeys(Reason.WRONG_PASSWORD, Reason.CA_ISSUED_NONE);
            assertThat(wrong.findings().toString()).doesNotContain("other\"", SECRET);
        }
    }

    @Test
    void theUsualMistakesOfOpensslAreFound() throws IOException, InterruptedException {
        openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout",
                in.resolve("self.key"), "-out", in.resolve("self.pem"), "-subj", "/CN=meter-2", "-days", "365",
                "-addext", "basicConstraints=critical,CA:FALSE");
        openssl("x509", "-req", "-in", work.resolve("request.pem"), "-CA", work.resolve("ca.pem"), "-CAkey",
                work.resolve("ca-key.pem"), "-days", "365", "-sha384", "-out", in.resolve("sha384.pem"));
        openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:secp256k1", "-nodes", "-keyout",
                in.resolve("koblitz.key"), "-out", in.resolve("koblitz.csr"), "-subj", "/CN=meter-3");
        openssl("x509", "-req", "-in", in.resolve("koblitz.csr"), "-CA", work.resolve("ca.pem"), "-CAkey",
                work.resolve("ca-key.pem"), "-days", "365", "-out", in.resolve("koblitz.pem"));

        Inspection inspection = inspect(Password.none());

        assertThat(inspection.of(Kind.DEVICE)).extracting(Intake::reasons).containsExactly(
                List.of(Reason.NOT_P256, Reason.NO_EXTENDED_KEY_USAGE),
                List.of(Reason.NO_EXTENDED_KEY_USAGE, Reason.SELF_SIGNED),
                List.of(Reason.WRONG_SIGNATURE, Reason.NO_EXTENDED_KEY_USAGE));
    }

    @Test
    void aRequestARevocationListAndKeysInDerAreRecognized() throws IOException, InterruptedException {
        openssl("req", "-in", work.resolve("request.pem"), "-outform", "DER", "-out", in.resolve("a-request.der"));
        Files.writeString(work.resolve("index"), "");
        Files.writeString(work.resolve("ca.conf"), "[ca]\ndefault_ca=c\n[c]\ndatabase=" + work.resolve("index")
                + "\ndefault_md=sha256\ndefault_crl_days=9\n");
        openssl("ca", "-gencrl", "-config", work.resolve("ca.conf"), "-cert", work.resolve("ca.pem"), "-keyfile",
                work.resolve("ca-key.pem"), "-out", work.resolve("crl.pem"));
        openssl("crl", "-in", work.resolve("crl.pem"), "-outform", "DER", "-out", in.resolve("b-list.crl"));
        openssl("ec", "-in", work.resolve("key.pem"), "-outform", "DER", "-out", in.resolve("c-sec1.der"));
        openssl("pkcs8", "-topk8", "-in", work.resolve("key.pem"), "-outform", "DER", "-passout",
                "file:" + work.resolve("password"), "-out", in.resolve("d-locked.der"));
        openssl("genrsa", "-traditional", "-out", work.resolve("rsa.pem"), "2048");
        openssl("rsa", "-in", work.resolve("rsa.pem"), "-traditional", "-outform", "DER", "-out",
                in.resolve("e-rsa.der"));
        openssl("ec", "-in", work.resolve("key.pem"), "-aes128", "-passout", "file:" + work.resolve("password"), "-out",
                in.resolve("f-locked.pem"));

        List<Finding> files = inspect(Password.none()).of(Kind.FILE);

        assertThat(files).extracting(file -> file.remarks().getFirst().detail()).containsExactly(
                "the file holds a certificate request", "the file holds a revocation list",
                "the file holds a private key", "the file holds an encrypted private key",
                "the file holds a private key", "the file holds EC PRIVATE KEY");
        assertThat(files.subList(2, 6)).allMatch(file -> file.has(Reason.KEY_WITHOUT_CERTIFICATE));
    }

    private void pkcs12(String name, String secret, List<String> options) throws IOException, InterruptedException {
        Path password = Files.writeString(work.resolve("password-of-it"), secret + "\n");
        List<Object> arguments = Stream.<Object>concat(Stream.of("pkcs12", "-export", "-in",
                work.resolve("device.pem"), "-inkey", work.resolve("key.pem"), "-certfile", work.resolve("ca.pem"),
                "-passout", "file:" + password, "-out", in.resolve(name)), options.stream()).toList();
        String said = openssl(arguments.toArray());
        assertThat(Files.size(in.resolve(name))).as(said).isPositive();
        assertThat(new String(Files.readAllBytes(in.resolve(name)), StandardCharsets.ISO_8859_1))
                .doesNotContain(SECRET);
    }
}
