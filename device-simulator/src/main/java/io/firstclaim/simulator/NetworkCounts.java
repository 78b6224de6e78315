package io.firstclaim.simulator;

/// What happened on the network of a platform so far, all its devices and both directions together.
///
/// @param sent datagrams that devices sent
/// @param received datagrams that reached devices
/// @param lost datagrams that got lost
/// @param delayed datagrams that were under way for a while
/// @param duplicated datagrams that arrived twice
/// @param reordered datagrams that were held back
/// @param tooLarge datagrams that were larger than the MTU and dropped
/// @param rebound how often a NAT gave a device another port
/// @param handshakes handshakes that succeeded
/// @param letGo how often a silent device let go of its socket
/// @param openSockets sockets that are open now
/// @param mostOpenSockets the most there were at once
public record NetworkCounts(long sent, long received, long lost, long delayed, long duplicated, long reordered,
        long tooLarge, long rebound, long handshakes, long letGo, int openSockets, int mostOpenSockets) {}
