package io.firstclaim.edge.coap;

import io.firstclaim.edge.health.EdgeMetrics;
import java.net.InetAddress;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.ConnectionEvictedException;
import org.eclipse.californium.scandium.dtls.DTLSContext;
import org.eclipse.californium.scandium.dtls.DtlsHandshakeTimeoutException;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.Handshaker;
import org.eclipse.californium.scandium.dtls.SessionAdapter;

/// Sees each handshake of a port begin, after its cookie came back, and end: counts both, and holds against its source what comes to nothing.
final class HandshakeEnds extends SessionAdapter {

    private final String port;
    private final EdgeMetrics metrics;
    private final WastedWork wasted;
    private final AtomicInteger underWay;

    HandshakeEnds(String port, EdgeMetrics metrics, WastedWork wasted) {
        this.port = port;
        this.metrics = metrics;
        this.wasted = wasted;
        this.underWay = metrics.handshakesUnderWay(port);
    }

    @Override
    public void handshakeStarted(Handshaker handshaker) {
        underWay.incrementAndGet();
        wasted.handshakeBegins(source(handshaker));
    }

    @Override
    public void contextEstablished(Handshaker handshaker, DTLSContext context) {
        underWay.decrementAndGet();
        wasted.handshakeSucceeds(source(handshaker));
        metrics.handshakeEnded(port, "established");
    }

    @Override
    public void handshakeFailed(Handshaker handshaker, Throwable error) {
        if (!handshaker.hasContextEstablished()) {
            underWay.decrementAndGet();
            metrics.handshakeEnded(port, end(error));
        }
    }

    private static InetAddress source(Handshaker handshaker) {
        return handshaker.getPeerAddress().getAddress();
    }

    private static String end(Throwable error) {
        return switch (error) {
            case HandshakeException failed -> label(failed.getAlert());
            case DtlsHandshakeTimeoutException late -> "timeout";
            case ConnectionEvictedException evicted -> "evicted";
            default -> "abandoned";
        };
    }

    private static String label(AlertMessage alert) {
        AlertDescription description = alert.getDescription();
        return description == null ? "abandoned" : description.name().toLowerCase(Locale.ROOT);
    }
}
