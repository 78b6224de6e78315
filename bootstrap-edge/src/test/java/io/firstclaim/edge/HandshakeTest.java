package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.edge.TestAuthority.Identity;
import io.firstclaim.edge.TestAuthority.Leaf;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import io.grpc.Status;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.eclipse.californium.elements.DtlsEndpointContext;
import org.eclipse.californium.elements.MapBasedEndpointContext;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeType;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class HandshakeTest {

    private final EdgeStack stack = EdgeStack.start();
    private final ScriptedCore core = stack.core;

    @AfterEach
    void stop() {
        stack.close();
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN_CA, UNKNOWN_CA", "EXPIRED, CERTIFICATE_EXPIRED", "BAD_CERTIFICATE, BAD_CERTIFICATE",
            "WRONG_USAGE, UNSUPPORTED_CERTIFICATE", "UNSUPPORTED_KEY, UNSUPPORTED_CERTIFICATE"})
    void anUntrustedChainEndsWithTheFatalAlertOfItsReason(String reason, AlertDescription alert) {
        core.onHandshake = request -> ScriptedCore.distrust(UntrustedReason.valueOf("UNTRUSTED_REASON_" + reason));
        try (TestDevice device = stack.device("meter-1")) {
            assertThat(alertTo(device)).isEqualTo(alert);
        }
        assertThat(core.claims).isEmpty();
    }

    @Test
    void aDeviceWithoutCertificateGetsAFatalAlert() {
        try (TestDevice device = new TestDevice(stack.edge.bootstrapPort(), null, core.serverCa.certificate())) {
            assertThat(alertTo(device)).isIn(AlertDescription.BAD_CERTIFICATE, AlertDescription.HANDSHAKE_FAILURE);
        }
    }

    @Test
    void whileTheCoreIsAwayTheLastAnchorsLetInAndKeepNobodyOutForWantOfACa() {
        core.goAway();
        try (TestDevice known = stack.device("meter-1");
                TestDevice unknown = stack.device(TestAuthority.named("CN=maker").issue(Leaf.device("meter-2")))) {
            assertThat(known.send(known.post("/bs", "ep=meter-1")).answered().getCode())
                    .isEqualTo(ResponseCode.SERVICE_UNAVAILABLE);
            assertThat(alertTo(unknown)).isEqualTo(AlertDescription.INTERNAL_ERROR);
        }
    }

    @Test
    void whatIsWrongWithTheCertificateItselfIsSaidWhileTheCoreIsAwayToo() {
        core.goAway();
        try (TestDevice expired = stack.device(stack.maker.issue(new Leaf("CN=meter-3", java.time.Instant.EPOCH,
                java.time.Instant.EPOCH.plusSeconds(1), org.bouncycastle.asn1.x509.KeyPurposeId.id_kp_clientAuth,
                io.firstclaim.edge.trust.P256.generate())))) {
            assertThat(alertTo(expired)).isEqualTo(AlertDescription.CERTIFICATE_EXPIRED);
        }
    }

    @Test
    void aCoreThatFailsAtTheHandshakeIsNoReasonToDistrust() {
        core.onHandshake = request -> {
            throw Status.INTERNAL.asRuntimeException();
        };
        try (TestDevice device = stack.device("meter-1")) {
            assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void anEdgeThatNeverHadAnchorsStaysSilent() throws IOException {
        EdgeConfig config = EdgeStack.quick(core.edgeConfig());
        core.goAway();
        try (BootstrapEdge fresh = BootstrapEdge.start(config);
                TestDevice device = new TestDevice(fresh.bootstrapPort(), stack.maker.issue(Leaf.device("meter-1")),
                        core.serverCa.certificate())) {
            TestDevice.Outcome outcome = device.send(device.post("/bs", "ep=meter-1"), 2);
            assertThat(outcome.response()).isNull();
            assertThat(outcome.error()).as("neither an answer nor an alert").isNull();
            assertThat(fresh.isReady()).isFalse();

            core.comeBack();
            await().atMost(Duration.ofSeconds(20)).until(fresh::isReady);
        }
        assertThat(core.claims).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = CipherSuite.class, names = {"TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_CCM", "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256"})
    void everyCipherSuiteOfTheDevicesIsServed(CipherSuite suite) {
        try (TestDevice device = new TestDevice(stack.edge.bootstrapPort(), stack.maker.issue(Leaf.device("meter-1")),
                core.serverCa.certificate(), suite)) {
            assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void aFactoryCertificateGetsAFatalAlertAtTheRegistrationPort() {
        try (TestDevice device = stack.registering(stack.maker.issue(Leaf.device("meter-1")))) {
            assertThat(alertAt(device, "/rd")).isEqualTo(AlertDescription.UNKNOWN_CA);
        }
    }

    @Test
    void anExpiredCredentialGetsAFatalAlertAtTheRegistrationPort() {
        Leaf expired = Leaf.device("meter-1").until(java.time.Instant.parse("2020-01-01T00:00:00Z"));
        try (TestDevice device = stack.registering(core.deviceCa.issue(expired))) {
            assertThat(alertAt(device, "/rd")).isEqualTo(AlertDescription.CERTIFICATE_EXPIRED);
        }
    }

    @Test
    void aClientThatKnowsConnectionIdsGetsOne() {
        try (TestDevice device = stack.device("meter-1")) {
            Response answer = device.send(device.post("/bs", "ep=meter-1")).answered();
            assertThat(answer.getSourceContext().get(DtlsEndpointContext.KEY_WRITE_CONNECTION_ID).length())
                    .isEqualTo(6);
        }
    }

    @Test
    void aSessionIsNotTakenUpAgainWithoutTheCookie() {
        try (TestDevice device = stack.claimedDevice()) {
            Response first = device.send(device.post("/rd", "ep=meter-1")).answered();
            device.handshakeMessages.clear();
            Request resuming = device.post("/rd", "ep=meter-1");
            resuming.setDestinationContext(MapBasedEndpointContext.addEntries(resuming.getDestinationContext(),
                    DtlsEndpointContext.ATTRIBUTE_HANDSHAKE_MODE_FORCE));
            Response second = device.send(resuming).answered();

            assertThat(second.getSourceContext().get(DtlsEndpointContext.KEY_SESSION_ID)).as("the session")
                    .isEqualTo(first.getSourceContext().get(DtlsEndpointContext.KEY_SESSION_ID));
            assertThat(device.handshakeMessages.getFirst()).isEqualTo(HandshakeType.HELLO_VERIFY_REQUEST);
        }
    }

    @Test
    void theChainIsShownToTheCoreAsItWasSent() {
        TestAuthority line = stack.maker.intermediate("CN=line 7");
        Identity leaf = line.issue(Leaf.device("meter-1"));
        Identity whole = new Identity(List.of(leaf.leaf(), line.certificate()), leaf.key());
        try (TestDevice device = stack.device(whole)) {
            device.send(device.post("/bs", "ep=meter-1")).answered();
        }
        assertThat(core.claims.getFirst().getCertificateChainList()).isEqualTo(Certificates.encode(whole.chain()));
    }

    @Test
    void aChainOfMoreThanEightCertificatesIsBadWithoutAskingTheCore() {
        List<X509Certificate> nine = new ArrayList<>(List.of(stack.maker.certificate()));
        TestAuthority above = stack.maker;
        while (nine.size() < 9) {
            above = above.intermediate("CN=line " + nine.size());
            nine.add(1, above.certificate());
        }
        Identity last = above.issue(Leaf.device("meter-1"));
        nine.set(0, last.leaf());
        core.onHandshake = request -> {
            throw Status.INTERNAL.withDescription("not to be asked").asRuntimeException();
        };
        try (TestDevice device = stack.device(new Identity(nine, last.key()))) {
            assertThat(alertTo(device)).isEqualTo(AlertDescription.BAD_CERTIFICATE);
        }
        try (TestDevice device = stack.device(new Identity(List.copyOf(nine.subList(0, 8)), last.key()))) {
            core.onHandshake = request -> ScriptedCore.trust();
            assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    private static AlertDescription alertTo(TestDevice device) {
        return alertAt(device, "/bs");
    }

    private static AlertDescription alertAt(TestDevice device, String path) {
        TestDevice.Outcome outcome = device.send(device.post(path, "ep=meter-1"));
        assertThat(outcome.response()).isNull();
        if (outcome.error() instanceof HandshakeException handshake) {
            assertThat(handshake.getAlert().getLevel()).isEqualTo(AlertLevel.FATAL);
            return handshake.getAlert().getDescription();
        }
        throw new AssertionError("no alert", outcome.error());
    }
}
