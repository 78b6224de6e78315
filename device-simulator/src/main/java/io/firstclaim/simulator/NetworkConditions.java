package io.firstclaim.simulator;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What the network between a device and its servers does to datagrams, alike in both directions. Every decision is drawn for one datagram, from the
/// device's own seed: the n-th datagram of a session meets the same fate in each run.
///
/// @param loss the part of the datagrams that never arrive, 0 to 1
/// @param shortestDelay the least time a datagram is under way
/// @param longestDelay the most of it
/// @param duplication the part that arrives twice
/// @param reordering the part that is held back by [#HELD_BACK] more, so that later ones overtake it
/// @param mtu the largest IP packet that gets through, in bytes; larger ones are dropped without a word. The device's own handshake messages are
///        fragmented to fit; a server has to find out (RFC 6347, section 4.1.1.1)
/// @param rebinding when the device's NAT gives it another port
public record NetworkConditions(double loss, Duration shortestDelay, Duration longestDelay, double duplication,
        double reordering, int mtu, NatRebinding rebinding) {
    /// How long a reordered datagram is held back.
    public static final Duration HELD_BACK = Duration.ofMillis(100);
    /// Fits any path that IPv6 may take (RFC 8200, section 5).
    public static final int COMMON_MTU = 1280;
    /// A block of 512 bytes with the queries of a REGISTER, in CoAP in DTLS in UDP.
    public static final int LEAST_MTU = 800;
    /// Everything arrives, at once and once.
    public static final NetworkConditions PERFECT = new NetworkConditions(0, Duration.ZERO, Duration.ZERO, 0, 0, 1500,
            NatRebinding.NEVER);

    /// What IPv4 and UDP take of a packet.
    private static final int HEADERS = 28;

    /// When a NAT gives a device another source port than its servers know. The device doesn't notice: a session with a connection id goes on (RFC 9146),
    /// on any other its next request gets no answer, and it makes a new handshake.
    ///
    /// @param share the part of the devices that it happens to, 0 to 1
    /// @param at once, as soon as such a device has done this step for the first time; null for never
    /// @param afterIdle each time such a device has neither sent nor heard anything for so long; zero for never
    public record NatRebinding(double share, @Nullable DeviceStep at, Duration afterIdle) {
        /// Every mapping lasts.
        public static final NatRebinding NEVER = new NatRebinding(0, null, Duration.ZERO);

        /// Checks that the share is one.
        public NatRebinding {
            checkPart("the share of devices behind a NAT that forgets", share);
        }

        /// Once for every device, after this step.
        public static NatRebinding at(DeviceStep step) {
            return new NatRebinding(1, step, Duration.ZERO);
        }

        /// For every device, each time it was idle for so long.
        public static NatRebinding afterIdle(Duration idle) {
            return new NatRebinding(1, null, idle);
        }
    }

    /// Checks that parts are from 0 to 1, delays a range, and that a block fits into a packet.
    public NetworkConditions {
        checkPart("loss", loss);
        checkPart("duplication", duplication);
        checkPart("reordering", reordering);
        if (shortestDelay.isNegative() || longestDelay.compareTo(shortestDelay) < 0) {
            throw new IllegalArgumentException("a delay is a range, not " + shortestDelay + " to " + longestDelay);
        }
        if (mtu < LEAST_MTU) {
            throw new IllegalArgumentException("the MTU must be at least " + LEAST_MTU + " bytes, not " + mtu);
        }
    }

    private static void checkPart(String name, double part) {
        if (!(part >= 0 && part <= 1)) {
            throw new IllegalArgumentException(name + " must be from 0 to 1, not " + part);
        }
    }

    /// The same with another loss.
    public NetworkConditions withLoss(double value) {
        return new NetworkConditions(value, shortestDelay, longestDelay, duplication, reordering, mtu, rebinding);
    }

    /// The same with another delay.
    public NetworkConditions withDelay(Duration shortest, Duration longest) {
        return new NetworkConditions(loss, shortest, longest, duplication, reordering, mtu, rebinding);
    }

    /// The same with another duplication.
    public NetworkConditions withDuplication(double value) {
        return new NetworkConditions(loss, shortestDelay, longestDelay, value, reordering, mtu, rebinding);
    }

    /// The same with another reordering.
    public NetworkConditions withReordering(double value) {
        return new NetworkConditions(loss, shortestDelay, longestDelay, duplication, value, mtu, rebinding);
    }

    /// The same with another MTU.
    public NetworkConditions withMtu(int value) {
        return new NetworkConditions(loss, shortestDelay, longestDelay, duplication, reordering, value, rebinding);
    }

    /// The same with another NAT.
    public NetworkConditions withRebinding(NatRebinding value) {
        return new NetworkConditions(loss, shortestDelay, longestDelay, duplication, reordering, mtu, value);
    }

    /// The largest datagram that gets through.
    int longestDatagram() {
        return mtu - HEADERS;
    }
}
