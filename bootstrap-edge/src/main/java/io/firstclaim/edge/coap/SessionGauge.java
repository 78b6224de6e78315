package io.firstclaim.edge.coap;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.scandium.DtlsHealth;
import org.eclipse.californium.scandium.DtlsHealthExtended;

/// Takes from Scandium how many sessions a port has, every other second.
final class SessionGauge implements DtlsHealth, DtlsHealthExtended {

    private final AtomicInteger open;

    SessionGauge(AtomicInteger open) {
        this.open = open;
    }

    @Override
    public void setConnections(int count) {
        open.set(count);
    }

    @Override
    public boolean isEnabled() {
        return true;
    }

    @Override
    public void dump(String tag, int maxConnections, int remainingCapacity, int pendingWithoutVerify) {
        // Metrics are scraped, not logged.
    }

    @Override
    public void startHandshake() {
        // Handshakes are counted with their verdict.
    }

    @Override
    public void endHandshake(boolean success) {
        // Handshakes are counted with their verdict.
    }

    @Override
    public void receivingRecord(boolean drop) {
        // Too fine to be of use.
    }

    @Override
    public void sendingRecord(boolean drop) {
        // Too fine to be of use.
    }
}
