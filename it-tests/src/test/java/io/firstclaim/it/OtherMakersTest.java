package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.Firstclaim;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Pems;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.firstclaim.simulator.DeviceProfile;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Devices that no tool of ours made, only openssl: inspected, enrolled by `enroll add --from`, and claimed.
@ExtendWith(RunningStack.class)
class OtherMakersTest {
    private final Stack stack;
    private final Tenant acme;

    @TempDir
    Path folder = Path.of("");

    OtherMakersTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
    }

    @BeforeEach
    void anotherMaker() throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(path -> Files.isExecutable(Path.of(path, "openssl"))),
                "openssl is not on the PATH: devices that it makes were NOT claimed");
        Files.createDirectories(folder.resolve("production"));
        Files.writeString(folder.resolve("good.ext"), "keyUsage=digitalSignature\nextendedKeyUsage=clientAuth\n");
        Files.writeString(folder.resolve("password"), "secret\n");
        makeCa("OpensslMaker");
        makeCa("Stranger");
        make("meter-a", "OpensslMaker");
        openssl("pkcs12 -export -in meter-a.pem -inkey meter-a.key -certfile OpensslMaker.pem -passout file:password "
                + "-out production/meter-a.p12");
        make("meter-b", "OpensslMaker");
        openssl("crl2pkcs7 -nocrl -certfile meter-b.pem -certfile OpensslMaker.pem -outform DER -out production/meter-b.p7b");
        make("meter-c", "Stranger");
        Files.copy(folder.resolve("meter-c.pem"), folder.resolve("production/meter-c.pem"));
        acme.upload(TrustedCertificate.newBuilder().setName("OpensslMaker").setEnrollmentMode(true)
                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP)
                .setCertificate(Files.readString(folder.resolve("OpensslMaker.pem"))), "");
    }

    @Test
    void theUsableOnesAreListedByOneCommandAndClaimThemselves() throws Exception {
        StringWriter out = new StringWriter();

        int code = enroll(out);

        assertThat(code).as(out.toString()).isEqualTo(1);
        assertThat(out.toString().lines().filter(line -> line.startsWith("listed "))).hasSize(2);
        assertThat(out.toString()).contains("meter-c.pem is unusable", "None of the given CAs issued it");
        for (DeviceProfile profile : DeviceProfile.values()) {
            Meter meter = stack.meter(identity(profile == DeviceProfile.PELION ? "meter-a" : "meter-b"), profile);
            meter.powerOn();
            assertThat(meter).isRegisteredTo(acme);
        }
    }

    @Test
    void theUnusableOneWouldBeRefusedIndeed() throws Exception {
        Meter meter = stack.meter(identity("meter-c"), DeviceProfile.PELION);
        acme.enroll(meter.enrollmentId());

        meter.powerOn();

        assertThat(meter).shows("Secure Connection Failed.").hasNeverBeenLetIn();
    }

    private int enroll(StringWriter out) throws IOException {
        Path coreCa = Files.writeString(folder.resolve("core-ca.pem"), Pems.of(stack.core().coreCaCertificate()));
        String key = AccountServiceGrpc.newBlockingStub(acme.channel()).createApiKey(CreateApiKeyRequest.newBuilder()
                .setName("import").setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_ADMIN).build()).getKeyText();
        Map<String, String> environment = Map.of("FIRSTCLAIM_CORE", stack.coreAddress().toString(),
                "FIRSTCLAIM_CORE_CA", coreCa.toString(), "FIRSTCLAIM_API_KEY", key);
        PrintWriter writer = new PrintWriter(out);
        return Firstclaim.run(new Console(writer, writer, environment, false), "enroll", "add", "--from",
                folder.resolve("production").toString(), "--ca", folder.resolve("OpensslMaker.pem").toString(),
                "--p12-password-file", folder.resolve("password").toString());
    }

    private Identity identity(String name) throws IOException, InterruptedException {
        openssl("pkcs8 -topk8 -nocrypt -in " + name + ".key -outform DER -out " + name + ".p8");
        openssl("x509 -in " + name + ".pem -outform DER -out " + name + ".der");
        return new Identity(Identity.key(Files.readAllBytes(folder.resolve(name + ".p8"))),
                List.of(Identity.certificate(Files.readAllBytes(folder.resolve(name + ".der")))));
    }

    private void makeCa(String name) throws IOException, InterruptedException {
        openssl("req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " + name
                + ".pem -days 30 -subj /CN=" + name + " -addext keyUsage=critical,keyCertSign");
    }

    private void make(String name, String ca) throws IOException, InterruptedException {
        openssl("req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout " + name + ".key -out " + name
                + ".csr -subj /CN=" + name);
        openssl("x509 -req -in " + name + ".csr -CA " + ca + ".pem -CAkey " + ca
                + ".key -CAcreateserial -days 30 -extfile good.ext -out " + name + ".pem");
    }

    private void openssl(String arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments.split(" ", -1)));
        Process process = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(Limits.STEP.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(arguments + ": " + said).isZero();
    }
}
