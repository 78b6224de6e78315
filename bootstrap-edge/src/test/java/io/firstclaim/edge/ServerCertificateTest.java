package io.firstclaim.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.junit.jupiter.api.Test;

/// The certificate that an edge shows to devices.
class ServerCertificateTest {

    @Test
    void isRenewedBeforeItEndsAndDevicesGoOn() {
        Set<BigInteger> issued = ConcurrentHashMap.newKeySet();
        ScriptedCore core = ScriptedCore.start();
        core.serverCertificateEnd = () -> Instant.now().plusSeconds(2);
        core.onServerCertificate = (X509Certificate certificate) -> issued.add(certificate.getSerialNumber());
        try (EdgeStack stack = EdgeStack.start(core); TestDevice device = stack.device("meter-1")) {
            await().until(() -> issued.size() >= 2);
            core.serverCertificateEnd = () -> TestAuthority.FAR;
            int soFar = issued.size();
            await().until(() -> issued.size() > soFar);
            assertThat(device.send(device.post("/bs", "ep=meter-1")).answered().getCode())
                    .isEqualTo(ResponseCode.CHANGED);
        }
    }

    @Test
    void namesThePublicHost() {
        ScriptedCore core = ScriptedCore.start();
        Set<String> subjects = ConcurrentHashMap.newKeySet();
        core.onServerCertificate = certificate -> subjects.add(certificate.getSubjectX500Principal().getName());
        try (EdgeStack stack = EdgeStack.start(core)) {
            assertThat(stack.edge.isReady()).isTrue();
            assertThat(subjects).containsExactly("CN=localhost");
        }
    }
}
