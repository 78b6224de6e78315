package io.firstclaim.simulator;

import java.io.IOException;
import java.net.DatagramPacket;
import org.eclipse.californium.scandium.DTLSConnector;
import org.eclipse.californium.scandium.config.DtlsConnectorConfig;

/// A connector whose datagrams go nowhere once its link is silent.
final class SilencedConnector extends DTLSConnector {
    private final LinkWatch watch;

    SilencedConnector(DtlsConnectorConfig config, LinkWatch watch) {
        super(config);
        this.watch = watch;
    }

    @Override
    protected void sendNextDatagramOverNetwork(DatagramPacket packet) throws IOException {
        if (!watch.isSilent()) {
            super.sendNextDatagramOverNetwork(packet);
        }
    }
}
