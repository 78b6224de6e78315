package io.firstclaim.it.handshake;

import static org.awaitility.Awaitility.await;

import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.WireClient;
import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.elements.AddressEndpointContext;
import org.eclipse.californium.elements.RawData;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Devices that begin anew from a port whose session the edge still has (RFC 6347, section 4.2.8).
@ExtendWith(RunningStack.class)
class SamePortTest {
    /// An empty confirmable CoAP message, which is answered by a reset (RFC 7252, section 4.3).
    private static final byte[] PING = {0x40, 0, 0, 1};

    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    SamePortTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
        acme.trusts(maker);
    }

    @Test
    void aDeviceThatForgotItsSessionGetsANewOne() throws Exception {
        Identity identity = Identity.of(maker.makes("meter-1"));
        int port = pinged(identity, 0);
        pinged(identity, port);
        pinged(identity, port);
    }

    @Test
    void anotherDeviceBehindTheSamePortGetsItsOwn() throws Exception {
        int port = pinged(Identity.of(maker.makes("meter-1")), 0);
        pinged(Identity.of(maker.makes("meter-2")), port);
    }

    /// Lets a device with such a port make a session, use it, and vanish without a word.
    ///
    /// @param port 0 for any
    /// @return the port
    private int pinged(Identity identity, int port) throws Exception {
        InetSocketAddress edge = new InetSocketAddress("localhost", stack.edge().bootstrapPort());
        AtomicInteger answers = new AtomicInteger();
        DTLSConnector client = new DTLSConnector(DtlsConnectorConfig.builder(WireClient.dtls(identity))
                .setAddress(new InetSocketAddress("localhost", port)).build());
        try {
            client.setRawDataReceiver(_ -> answers.incrementAndGet());
            client.start();
            client.send(RawData.outbound(PING, new AddressEndpointContext(edge), null, false));
            await("an answer").atMost(Limits.STEP).until(() -> answers.get() > 0);
            return client.getAddress().getPort();
        } finally {
            client.destroy();
        }
    }
}
