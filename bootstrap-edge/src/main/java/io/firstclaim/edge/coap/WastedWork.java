package io.firstclaim.edge.coap;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/// What each source address made the edge and its core do in vain. The unit is a signature, made or checked.
///
/// Every source has a budget that refills with time. A handshake takes from it when it begins and gives back when it succeeds, so that only those
/// that fail, or never end, cost anything: thousands of good devices behind one address do not hinder each other. A source without budget begins no
/// handshake until it has some again. It may owe up to a whole budget, since what a handshake costs is known only afterwards.
///
/// A source is an IPv4 address or a /64 of IPv6. Safe for use by many threads.
public final class WastedWork {

    /// A handshake that fails: our signature, a key agreement, their signature, and what goes with it.
    static final int HANDSHAKE = 4;
    /// How many sources are kept. Beyond that the one that was quiet longest is forgotten, as if it had done nothing.
    static final int MAX_SOURCES = 100_000;

    private static final int IPV6_PREFIX_BYTES = 8;

    private final int budget;
    private final int refillPerSecond;
    private final InstantSource clock;
    private final Map<Source, Account> accounts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Account> eldest) {
            return size() > MAX_SOURCES;
        }
    };

    private record Source(ByteBuffer address) {
        static Source of(InetAddress address) {
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            return new Source(address instanceof Inet6Address ? bytes.limit(IPV6_PREFIX_BYTES) : bytes);
        }
    }

    /// @param left of the budget, at that time
    private record Account(double left, long millis) {}

    /// @param budget how much a source may waste at once
    /// @param refillPerSecond how much it gets back each second
    public WastedWork(int budget, int refillPerSecond, InstantSource clock) {
        this.budget = budget;
        this.refillPerSecond = refillPerSecond;
        this.clock = clock;
    }

    /// Whether the source may begin a handshake.
    synchronized boolean admits(InetAddress address) {
        return left(Source.of(address)) >= HANDSHAKE;
    }

    /// A handshake of the source begins. Its work counts as wasted until it succeeds.
    void handshakeBegins(InetAddress address) {
        add(address, -HANDSHAKE);
    }

    /// A handshake of the source that began has succeeded.
    void handshakeSucceeds(InetAddress address) {
        add(address, HANDSHAKE);
    }

    /// A handshake of the source that began fails for a reason that is the edge's, or its core's.
    void handshakeIsForgiven(InetAddress address) {
        add(address, HANDSHAKE);
    }

    /// So many signatures were checked for the source in vain.
    void signatures(InetAddress address, int count) {
        add(address, -count);
    }

    /// How many sources have not got all of their budget.
    public synchronized int sources() {
        accounts.values().removeIf(account -> leftNow(account) >= budget);
        return accounts.size();
    }

    private synchronized void add(InetAddress address, int change) {
        Source source = Source.of(address);
        double left = Math.clamp(left(source) + change, -budget, budget);
        if (left >= budget) {
            accounts.remove(source);
        } else {
            accounts.put(source, new Account(left, clock.millis()));
        }
    }

    private double left(Source source) {
        Account account = accounts.get(source);
        return account == null ? budget : leftNow(account);
    }

    private double leftNow(Account account) {
        long passed = Math.max(0, clock.millis() - account.millis);
        return Math.min(budget, account.left + (double) passed * refillPerSecond / Duration.ofSeconds(1).toMillis());
    }
}
