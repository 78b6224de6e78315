package io.firstclaim.edge.coap;

import java.util.function.BooleanSupplier;

/// Whose datagrams are looked at, at both ports.
///
/// While the edge is not ready: nobody's. A device then sees a network that does not answer, and tries again; any answer, even an alert, would tell it
/// something that nobody knows yet. Afterwards everybody's, but a ClientHello only of those who have not lately wasted too much of the edge's work.
public final class Doorkeeper {

    private final BooleanSupplier ready;
    private final WastedWork wasted;

    /// For both ports of an edge.
    public Doorkeeper(BooleanSupplier ready, WastedWork wasted) {
        this.ready = ready;
        this.wasted = wasted;
    }

    boolean isOpen() {
        return ready.getAsBoolean();
    }

    WastedWork wasted() {
        return wasted;
    }
}
