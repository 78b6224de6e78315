package io.firstclaim.simulator;

import io.firstclaim.simulator.CallResult.NoAnswer;
import io.firstclaim.simulator.CallResult.NotSecure;
import io.firstclaim.simulator.LeanMessages.Awaited;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.security.GeneralSecurityException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.bouncycastle.tls.TlsException;
import org.eclipse.californium.core.coap.Request;
import org.eclipse.californium.core.coap.Response;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A link that costs next to nothing while it is silent: no thread, and after a while no socket. The handshake and the waits for answers are on the device's
/// own thread; what the server sends is taken in on a virtual thread that lives as long as there is something.
final class LeanLink extends RequestingLink
        implements
            NetworkPath.Traveller,
            LeanSession.Carrier,
            LeanMessages.Outside {
    private static final Logger LOG = LoggerFactory.getLogger(LeanLink.class);

    private final DeviceNetwork network;
    private final Setup setup;
    /// The identity, read; only until the first handshake.
    private LeanCrypto.@Nullable Identity identity;
    private final NetworkPath path;
    private final AtomicBoolean reading = new AtomicBoolean();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final LeanMessages messages;
    private volatile @Nullable LeanSession session;
    private boolean secured;

    /// @param seed of what the network does to it
    /// @throws IOException if the host name has no address
    /// @throws GeneralSecurityException if the identity can't be used
    LeanLink(DeviceNetwork network, Setup setup, long seed) throws IOException, GeneralSecurityException {
        this.network = network;
        this.setup = setup;
        this.identity = network.crypto().identity(setup.identity());
        this.path = new NetworkPath(network, setup.server().resolve(), seed, this);
        this.messages = new LeanMessages(setup.profile(), new ServerRequests(setup.handler(), setup.profile()), this);
    }

    @Override
    CallResult exchange(Request request, CallWatch during) throws InterruptedException {
        Awaited awaited = underLock(() -> messages.await(request, during.onSuccess()));
        try {
            boolean moved = path.open();
            long deadline = System.nanoTime() + setup.patience().toNanos();
            long timeout = LeanMessages.firstTimeout();
            for (int sent = 0; sent <= LeanMessages.MAX_RETRANSMIT && System.nanoTime() - deadline < 0; sent++) {
                secure(sent == 0 ? moved : path.open(), deadline);
                transmitAndWait(awaited, sent == 0 ? during.onSent() : DeviceAnswer.NOTHING, timeout, deadline);
                Response response = awaited.response();
                if (response != null) {
                    return answered(response);
                }
                if (awaited.isOver()) {
                    return new NoAnswer("the server rejected the message");
                }
                timeout *= 2;
            }
            return new NoAnswer("no answer within " + setup.patience());
        } catch (InterruptedIOException e) {
            InterruptedException interrupted = new InterruptedException(e.getMessage());
            interrupted.initCause(e);
            throw interrupted;
        } catch (TlsException e) {
            LOG.debug("no session", e);
            return new NotSecure(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            return new NoAnswer(String.valueOf(e.getMessage()));
        }
    }

    /// Makes sure that there is a session.
    ///
    /// @param moved whether the socket is another than before
    private void secure(boolean moved, long deadline) throws IOException {
        LeanSession now = session;
        if (now != null && now.isShaken() && !now.isOver() && (!moved || now.survivesRebinding())) {
            return;
        }
        LeanSession fresh = new LeanSession(this);
        session = fresh;
        try {
            fresh.shake(new LeanClient(network.crypto(), setup.profile(), identity(), setup.trust()), deadline);
        } catch (IOException e) {
            session = null;
            throw e;
        }
        network.tally().handshakes.increment();
        if (!secured) {
            secured = true;
            setup.watch().secured();
        }
    }

    private LeanCrypto.Identity identity() throws IOException {
        LeanCrypto.Identity read = identity;
        identity = null;
        try {
            return read == null ? network.crypto().identity(setup.identity()) : read;
        } catch (GeneralSecurityException e) {
            throw new IOException("an identity that could be used can't be used any more", e);
        }
    }

    /// Returns when the answer is there, or the message must be sent again, or the deadline has passed.
    private void transmitAndWait(Awaited awaited, Runnable onSent, long timeout, long deadline)
            throws InterruptedException {
        long again = System.nanoTime() + timeout;
        lock.lockInterruptibly();
        try {
            if (!awaited.isOver()) {
                transmit(awaited.bytes());
                onSent.run();
            }
            while (!awaited.isOver()) {
                long left = (awaited.isAcknowledged() || again - deadline > 0 ? deadline : again) - System.nanoTime();
                if (left <= 0) {
                    return;
                }
                changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void transmit(byte[] message) {
        LeanSession now = session;
        if (now == null) {
            return;
        }
        try {
            now.send(message);
        } catch (IOException e) {
            LOG.debug("a message can't be sent", e);
        }
    }

    @Override
    public boolean isSilent() {
        return setup.watch().isSilent();
    }

    @Override
    public Runnable later(long nanos, Runnable what) {
        ScheduledFuture<?> timer = network.udp().later(nanos, () -> Thread.startVirtualThread(() -> underLock(() -> {
            what.run();
            return what;
        })));
        return () -> timer.cancel(false);
    }

    @Override
    public void send(byte[] datagram) {
        if (!isSilent()) {
            path.send(datagram);
        }
    }

    @Override
    public int longestDatagram() {
        return network.conditions().longestDatagram();
    }

    @Override
    public void arrived(byte[] datagram) {
        LeanSession now = session;
        if (now == null || isSilent()) {
            return;
        }
        now.arrived(datagram);
        if (now.isShaken() && reading.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::read);
        }
    }

    private void read() {
        do {
            lock.lock();
            try {
                LeanSession now = session;
                if (now != null && now.isShaken()) {
                    now.read(this::take);
                }
            } catch (IOException e) {
                LOG.debug("the server ended the session", e);
            } catch (RuntimeException e) {
                LOG.error("a message of a server can't be taken in", e);
            } finally {
                changed.signalAll();
                lock.unlock();
                reading.set(false);
            }
        } while (hasArrivals() && reading.compareAndSet(false, true));
    }

    private boolean hasArrivals() {
        LeanSession now = session;
        return now != null && now.isShaken() && now.hasArrivals();
    }

    private void take(byte[] message) {
        if (!isSilent()) {
            messages.take(message);
        }
    }

    /// The device's NAT gives it another port.
    void rebind() {
        path.rebind();
    }

    @Override
    public void rest() {
        if (underLock(messages::isSettled)) {
            path.rest();
        }
    }

    @Override
    public void letGo() {
        underLock(() -> {
            LeanSession now = session;
            if (now != null && !now.survivesRebinding() && !path.isOpen()) {
                session = null;
            }
            return path;
        });
    }

    @Override
    public void close() {
        path.close();
        underLock(() -> {
            session = null;
            messages.stop();
            return messages;
        });
    }

    private <T> T underLock(Supplier<T> what) {
        lock.lock();
        try {
            return what.get();
        } finally {
            lock.unlock();
        }
    }
}
