package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.edge.core.CoreCalls;
import io.firstclaim.edge.health.EdgeMetrics;
import io.firstclaim.edge.health.EdgeMetrics.BootstrapOutcome;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.proto.claim.v1.RefusalReason;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The bootstraps that are going on, at most one for each device certificate: a second one of the same device interrupts the first, waits until
/// that has stopped writing, and goes on.
public final class Conversations implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final BootstrapDevice bootstrapDevice;
    private final EdgeMetrics metrics;
    private final int limit;
    private final Map<ByteString, Running> running = new ConcurrentHashMap<>();
    private volatile boolean closing;

    /// None yet.
    ///
    /// @param limit how many may go on at once; more are told to come later
    public Conversations(CoreCalls core, KeyPairPool keys, BootstrapSettings settings, EdgeMetrics metrics, int limit) {
        this.bootstrapDevice = new BootstrapDevice(core, keys, settings, metrics);
        this.metrics = metrics;
        this.limit = limit;
    }

    /// Begins a conversation and returns at once.
    public void begin(DeviceLink device, BootstrapRequest request) {
        if (closing || running.size() >= limit) {
            device.refuse(DeviceAnswers.of(RefusalReason.REFUSAL_REASON_OVERLOAD));
            count(BootstrapOutcome.REFUSED, RefusalReason.REFUSAL_REASON_OVERLOAD);
            return;
        }
        ByteString who = Certificates.fingerprint(device.chain().getFirst());
        Running mine = new Running();
        Running previous = running.put(who, mine);
        mine.start(() -> converse(device, request, who, mine, previous));
        if (previous != null) {
            previous.supersede();
        }
    }

    /// How many go on.
    public int size() {
        return running.size();
    }

    /// Takes no new ones, gives those that go on some seconds to end, then interrupts them.
    @Override
    public void close() {
        closing = true;
        long end = System.nanoTime() + LAST_WORDS.toNanos();
        try {
            for (Running conversation : running.values()) {
                if (!conversation.awaitEnd(Duration.ofNanos(end - System.nanoTime()))) {
                    conversation.supersede();
                }
            }
        } catch (InterruptedException interrupted) {
            running.values().forEach(Running::supersede);
            Thread.currentThread().interrupt();
        }
    }

    private void converse(DeviceLink device, BootstrapRequest request, ByteString who, Running mine,
            @Nullable Running previous) {
        RequestTrace trace = RequestTrace.of(device.chain().getFirst(), request);
        try {
            trace.around(() -> converse(device, request, previous, trace));
        } finally {
            running.remove(who, mine);
            mine.ended.countDown();
        }
    }

    private void converse(DeviceLink device, BootstrapRequest request, @Nullable Running previous,
            RequestTrace trace) {
        try {
            bootstrapDevice.bootstrap(device, request, trace, () -> {
                if (previous != null) {
                    previous.awaitEnd(LAST_WORDS);
                }
            });
        } catch (InterruptedException interrupted) {
            RefusalReason reason = closing
                    ? RefusalReason.REFUSAL_REASON_OVERLOAD
                    : RefusalReason.REFUSAL_REASON_SUPERSEDED;
            LOG.info("the bootstrap of {} ends early: {}", BootstrapDevice.name(request), reason);
            device.refuse(DeviceAnswers.of(reason));
            count(BootstrapOutcome.SUPERSEDED, reason);
        } catch (RuntimeException defect) {
            LOG.error("the bootstrap of {} failed", BootstrapDevice.name(request), defect);
            device.refuse(DeviceAnswers.of(RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER));
            count(BootstrapOutcome.REFUSED, RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER);
        }
    }

    private void count(BootstrapOutcome outcome, RefusalReason reason) {
        metrics.bootstrapEnded(outcome, BootstrapDevice.label(reason));
    }

    /// One conversation and its thread.
    private static final class Running {

        private final CountDownLatch ended = new CountDownLatch(1);
        private @Nullable Thread thread;
        private boolean superseded;

        synchronized void start(Runnable conversation) {
            thread = Thread.ofVirtual().name("bootstrap").start(conversation);
            if (superseded) {
                thread.interrupt();
            }
        }

        synchronized void supersede() {
            superseded = true;
            if (thread != null) {
                thread.interrupt();
            }
        }

        boolean awaitEnd(Duration limit) throws InterruptedException {
            return ended.await(limit.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
