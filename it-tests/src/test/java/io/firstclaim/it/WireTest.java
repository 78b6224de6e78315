package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.LeshanDevice;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.MeterAssert;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.TlvDump;
import io.firstclaim.it.stack.TlvDump.Entry;
import io.firstclaim.it.stack.WireClient;
import io.firstclaim.it.stack.WireClient.Manners;
import io.firstclaim.it.stack.WireLog;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.californium.core.coap.CoAP.Code;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What goes over the wire, message by message and byte by byte, against the golden files of the two plans. Names in braces stand for what differs
/// from run to run.
@ExtendWith(RunningStack.class)
class WireTest {
    private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
    private static final int MOST_BYTES = 1024;

    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    WireTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
    }

    /// The first claim of a cold process may take so long that its answer comes apart from its acknowledgement.
    @BeforeEach
    void warmUp() {
        Meter first = enrolled("first");
        first.powerOn();
        MeterAssert.assertThat(first).isRegisteredTo(acme);
    }

    @Test
    void planPForAClientThatSendsMaxAge() throws Exception {
        Meter meter = enrolled("meter-1");
        WireLog log = playPlanP(meter);

        assertThat(golden(log.lines(), log, acme.device(meter).orElseThrow().getId()))
                .isEqualTo(expected("plan-p.txt"));
    }

    @Test
    void planSForTheLeshanClient() throws Exception {
        Meter meter = enrolled("meter-1");
        WireLog log = new WireLog();

        LeshanDevice.start(stack, "meter-1", Identity.of(meter), log).awaitRegistrations(1);

        assertThat(golden(bothSessions(log), log, acme.device(meter).orElseThrow().getId()))
                .isEqualTo(expected("plan-s.txt"));
    }

    @Test
    void theCredentialsAreWhatClientsNeed() throws Exception {
        Meter meter = enrolled("meter-1");
        List<Entry> account = lwm2mAccount(playPlanP(meter));

        X509Certificate certificate = Identity.certificate(value(account, 3));
        assertThat(value(account, 3)).hasSizeLessThanOrEqualTo(MOST_BYTES);
        assertThat(value(account, 4)).hasSizeLessThanOrEqualTo(MOST_BYTES)
                .isEqualTo(stack.core().serverCaCertificate().getEncoded());
        assertThat(value(account, 5)).hasSizeLessThanOrEqualTo(MOST_BYTES);
        assertThat(certificate.getSubjectX500Principal().getName()).contains("CN=meter-1", "OU=" + acme.id(),
                "L=" + acme.device(meter).orElseThrow().getId());
        assertThat(certificate.getExtendedKeyUsage()).containsExactly(CLIENT_AUTHENTICATION);
        assertThat(certificate.getSigAlgName()).isEqualTo("SHA256withECDSA");
        assertBelongTogether(Identity.key(value(account, 5)), certificate);
    }

    @Test
    void aRegistrationIsAnsweredByItsLocationOnly() throws Exception {
        Meter meter = enrolled("meter-1");
        List<Entry> account = lwm2mAccount(playPlanP(meter));
        Identity credential = new Identity(Identity.key(value(account, 5)),
                List.of(Identity.certificate(value(account, 3))));
        Request register = WireClient.request(Code.POST, "rd", "ep=meter-1", "et=default", "lt=3600", "lwm2m=1.0",
                "d=" + acme.id(), "b=U", "aid=" + acme.id(), "mccv=4.13.0");
        register.getOptions().setContentFormat(40).setMaxAge(0);
        register.setPayload("</1/0>,</3/0>;v=\"1\",</5/0/1>;rt=\"fota\";aobs=1" + ",</10252/0/1>".repeat(80));

        Response answer = WireClient.open(stack, stack.edge().registrationPort(), credential, Manners.PELION)
                .send(register);

        assertThat(answer.getCode()).isEqualTo(ResponseCode.CREATED);
        assertThat(answer.getOptions().getLocationPath()).containsExactly("rd", acme.id(),
                acme.device(meter).orElseThrow().getId());
        assertThat(answer.getOptions().hasMaxAge()).isFalse();
    }

    private Meter enrolled(String name) {
        Meter meter = maker.makes(name);
        acme.enroll(meter.enrollmentId());
        return meter;
    }

    private WireLog playPlanP(Meter meter) throws IOException, InterruptedException {
        WireLog log = new WireLog();
        WireClient client = WireClient.open(stack, stack.edge().bootstrapPort(), Identity.of(meter), Manners.PELION,
                log);
        Request request = WireClient.request(Code.POST, "bs", "ep=" + meter.endpointName());
        request.getOptions().setMaxAge(0);
        assertThat(client.send(request).getCode()).isEqualTo(ResponseCode.CHANGED);
        await().atMost(Limits.STEP).until(() -> client.asked().contains("POST /bs")
                && log.lines().getLast().equals("<- ACK empty"));
        return log;
    }

    private static List<Entry> lwm2mAccount(WireLog log) {
        return TlvDump
                .read(TlvDump.read(Objects.requireNonNull(log.written().get("/0"))).getFirst().value().toByteArray());
    }

    private static byte[] value(List<Entry> account, int resource) {
        return account.stream().filter(entry -> entry.id() == resource).findFirst().orElseThrow().value().toByteArray();
    }

    private static void assertBelongTogether(PrivateKey key, X509Certificate certificate) throws Exception {
        byte[] text = "any".getBytes(StandardCharsets.US_ASCII);
        Signature signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(key);
        signer.update(text);
        byte[] signature = signer.sign();
        signer.initVerify(certificate);
        signer.update(text);
        assertThat(signer.verify(signature)).isTrue();
    }

    /// Two sessions: the acknowledgement of the client's last answer and its first registration may pass each other.
    private static List<String> bothSessions(WireLog log) {
        List<String> lines = new ArrayList<>(log.lines());
        lines.removeIf("<- ACK empty"::equals);
        return lines;
    }

    private String golden(List<String> lines, WireLog log, String deviceId) {
        List<String> text = new ArrayList<>(lines);
        for (Map.Entry<String, byte[]> one : log.written().entrySet()) {
            text.add("");
            text.add("written to " + one.getKey());
            boolean isText = one.getKey().endsWith("/0/0");
            text.addAll(isText
                    ? List.of(new String(one.getValue(), StandardCharsets.UTF_8))
                    : TlvDump.lines(one.getValue(),
                            one.getKey().startsWith("/0") ? WireTest::nameInSecurity : _ -> ""));
        }
        return String.join("\n", text).replace(acme.id(), "{account}").replace(deviceId, "{device}")
                .replace(":" + stack.edge().bootstrapPort(), ":{bootstrap}")
                .replace(":" + stack.edge().registrationPort(), ":{registration}") + "\n";
    }

    /// What differs from run to run in object 0.
    private static String nameInSecurity(Entry entry) {
        return switch (entry.id()) {
            case 0 -> entry.value().toStringUtf8();
            case 3 -> "{device certificate}";
            case 4 -> "{server CA}";
            case 5 -> "{private key}";
            default -> "";
        };
    }

    private static String expected(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(WireTest.class.getResourceAsStream("/golden/" + name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
