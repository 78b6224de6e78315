package io.firstclaim.it.handshake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.WireClient;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.ClientHello;
import org.eclipse.californium.scandium.dtls.CompressionMethod;
import org.eclipse.californium.scandium.dtls.ContentType;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.ProtocolVersion;
import org.eclipse.californium.scandium.dtls.Record;
import org.eclipse.californium.scandium.dtls.SignatureAndHashAlgorithm;
import org.eclipse.californium.scandium.dtls.cipher.CipherSuite;
import org.eclipse.californium.scandium.dtls.cipher.XECDHECryptography.SupportedGroup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A ClientHello within a session.
@ExtendWith(RunningStack.class)
class RenegotiationTest {
    /// An empty confirmable CoAP message, which is answered by a reset (RFC 7252, section 4.3).
    private static final byte[] PING = {0x40, 0, 0, 1};

    private final Stack stack;
    private final Identity identity;

    RenegotiationTest(Stack stack) {
        this.stack = stack;
        Tenant acme = stack.tenant("Acme");
        Maker maker = stack.maker("Meter maker");
        acme.trusts(maker);
        identity = Identity.of(maker.makes("meter-1"));
    }

    @Test
    void itIsRefusedAndTheSessionStays() throws Exception {
        InetSocketAddress edge = new InetSocketAddress("localhost", stack.edge().bootstrapPort());
        Queue<AlertDescription> alerts = new ConcurrentLinkedQueue<>();
        AtomicInteger answers = new AtomicInteger();
        Renegotiating client = new Renegotiating(WireClient.dtls(identity));
        try {
            client.setRawDataReceiver(answer -> answers.incrementAndGet());
            client.setAlertHandler((peer, alert) -> alerts.add(alert.getDescription()));
            client.start();
            ping(client, edge);
            await("the session is there").atMost(Limits.STEP).until(() -> answers.get() == 1);

            client.renegotiate(edge);
            await("an answer to it").atMost(Limits.STEP).until(() -> !alerts.isEmpty());
            ping(client, edge);
            await("the session is still there").atMost(Limits.STEP).until(() -> answers.get() == 2);

            assertThat(alerts).containsExactly(AlertDescription.NO_RENEGOTIATION);
        } finally {
            client.destroy();
        }
    }

    private static void ping(DTLSConnector client, InetSocketAddress edge) {
        client.send(RawData.outbound(PING, new AddressEndpointContext(edge), null, false));
    }

    /// Begins a handshake anew under the keys of the one before.
    private static final class Renegotiating extends DTLSConnector {
        Renegotiating(DtlsConnectorConfig config) {
            super(config);
        }

        void renegotiate(InetSocketAddress edge) throws Exception {
            ClientHello hello = new ClientHello(ProtocolVersion.VERSION_DTLS_1_2,
                    List.of(CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CCM_8),
                    List.of(SignatureAndHashAlgorithm.SHA256_WITH_ECDSA), List.of(CertificateType.X_509),
                    List.of(CertificateType.X_509), List.of(SupportedGroup.secp256r1));
            hello.addCompressionMethod(CompressionMethod.NULL);
            DTLSContext context = getDtlsContextByAddress(edge);
            Record record = new Record(ContentType.HANDSHAKE, context.getWriteEpoch(), hello, context, true, 0);
            record.setAddress(edge, null);
            sendRecord(record);
        }
    }
}
