package io.firstclaim.simulator;

/// What a link tells of itself and asks, whatever it is made of. Called on any thread.
interface LinkWatch {
    /// The handshake is done, and nothing was sent on the session yet. Told once, before the first message leaves.
    void secured();

    /// Whether nothing may leave and nothing may be taken in any more. Asked for each datagram, both ways; it never becomes false again.
    boolean isSilent();
}
