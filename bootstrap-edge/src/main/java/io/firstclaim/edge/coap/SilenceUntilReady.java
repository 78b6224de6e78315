package io.firstclaim.edge.coap;

import java.net.DatagramPacket;
import java.util.function.BooleanSupplier;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DtlsDatagramFilter;

/// Drops every datagram while the edge is not ready. A device then sees a network that does not answer, and tries again; any answer, even an alert,
/// would tell it something that nobody knows yet.
final class SilenceUntilReady extends DtlsDatagramFilter {

    private final BooleanSupplier ready;

    SilenceUntilReady(Configuration configuration, BooleanSupplier ready) {
        super(configuration);
        this.ready = ready;
    }

    @Override
    public boolean onReceiving(DatagramPacket packet) {
        return ready.getAsBoolean() && super.onReceiving(packet);
    }
}
