package io.firstclaim.edge.coap;

import java.net.DatagramPacket;
import org.eclipse.californium.elements.config.Configuration;
import org.eclipse.californium.scandium.DtlsDatagramFilter;
import org.eclipse.californium.scandium.dtls.ContentType;
import org.eclipse.californium.scandium.dtls.HandshakeType;

/// Drops what the [Doorkeeper] does not let in, before anything is made of it.
final class DoorFilter extends DtlsDatagramFilter {

    /// Where the epoch is in a record, and where the first handshake message begins with its type (RFC 6347, sections 4.1 and 4.2.2).
    private static final int EPOCH = 3;
    private static final int MESSAGE_TYPE = 13;

    private final Doorkeeper doorkeeper;
    private final Runnable dropped;

    /// @param dropped told of each ClientHello that is dropped for what its source did before
    DoorFilter(Configuration configuration, Doorkeeper doorkeeper, Runnable dropped) {
        super(configuration);
        this.doorkeeper = doorkeeper;
        this.dropped = dropped;
    }

    @Override
    public boolean onReceiving(DatagramPacket packet) {
        if (!doorkeeper.isOpen() || !super.onReceiving(packet)) {
            return false;
        }
        if (isClientHello(packet) && !doorkeeper.wasted().admits(packet.getAddress())) {
            dropped.run();
            return false;
        }
        return true;
    }

    private static boolean isClientHello(DatagramPacket packet) {
        byte[] data = packet.getData();
        int at = packet.getOffset();
        return packet.getLength() > MESSAGE_TYPE && data[at] == ContentType.HANDSHAKE.getCode()
                && data[at + EPOCH] == 0 && data[at + EPOCH + 1] == 0
                && data[at + MESSAGE_TYPE] == HandshakeType.CLIENT_HELLO.getCode();
    }
}
