package io.firstclaim.it.handshake;

/// A port of the edge, and what opens it.
///
/// @param good what is let in there
record Door(int port, Shown good) {}
