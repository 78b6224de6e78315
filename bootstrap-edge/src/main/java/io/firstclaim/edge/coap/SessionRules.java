package io.firstclaim.edge.coap;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.californium.elements.util.ClockUtil;
import org.eclipse.californium.scandium.dtls.Connection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which sessions of a port are still of use. The others are let go of within some seconds, whether they went well or not.
///
/// - One that the device closed is of none.
/// - One in which nothing was sent either way for a while is of none at the bootstrap port: the device has what it came for, or was refused, and will
///   make another one when it comes again. No conversation is silent for as long as that: 48 seconds by the defaults, from the last time
///   that a message is sent again until it is given up (RFC 7252, section 4.8).
/// - At the registration port, silence is what sessions are kept for. Only one in which the device never said anything after the handshake is of none.
///
/// Handshakes that do not end are not sessions: they have a time limit of their own.
final class SessionRules implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRules.class);
    private static final int LOOKS_IN_A_SILENCE = 10;

    private final boolean silenceIsKept;
    private final long silenceNanos;
    private final ScheduledExecutorService timer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("sessions").factory());

    /// @param silenceIsKept whether sessions are there to be silent
    /// @param silence after which a session is of no use otherwise
    private SessionRules(boolean silenceIsKept, Duration silence) {
        this.silenceIsKept = silenceIsKept;
        this.silenceNanos = silence.toNanos();
    }

    /// Has the sessions of a connector looked at, again and again until it is closed.
    static SessionRules keep(EdgeConnector connector, boolean silenceIsKept, Duration silence) {
        SessionRules rules = new SessionRules(silenceIsKept, silence);
        long pause = silence.toNanos() / LOOKS_IN_A_SILENCE;
        var _ = rules.timer.scheduleWithFixedDelay(() -> rules.look(connector), pause, pause, TimeUnit.NANOSECONDS);
        return rules;
    }

    private void look(EdgeConnector connector) {
        try {
            connector.letGo(this::isUseless);
        } catch (RuntimeException defect) {
            // The next look may go better; without one, sessions would stay until their place is needed.
            LOG.error("the sessions could not be looked at", defect);
        }
    }

    private boolean isUseless(Connection session) {
        return session.isClosed() || (session.isActive() && !(silenceIsKept && !session.hasOngoingHandshake())
                && ClockUtil.nanoRealtime() - session.getLastMessageNanos() > silenceNanos);
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
