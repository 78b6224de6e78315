package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.HandshakeDecision;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes down which devices were turned away, apart from the claim, so that a refusal costs its device's attempt nothing. Refusals of one device for one
/// reason are added up until they are written; what is not written when the process dies is lost.
public final class RefusalLog implements AutoCloseable {
    /// How many devices and reasons wait to be written; further ones are dropped, and that is logged.
    public static final int MAX_WAITING = 10_000;
    /// How long a refusal waits.
    public static final Duration INTERVAL = Duration.ofMillis(200);

    /// How many accounts that proved a device's CA have its refusal among their events; all of them see it in the list of refusals.
    static final int MAX_PROVERS_TOLD = 10;

    private static final Logger log = LoggerFactory.getLogger(RefusalLog.class);
    private static final int MAX_PER_TRANSACTION = 200;
    private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final CheckHandshake handshakes;
    private final EventsByProof told;
    private final ScheduledExecutorService writer = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("refusal-log").daemon().factory());
    private Map<Key, Waiting> waiting = new LinkedHashMap<>();
    private long dropped;

    public RefusalLog(Transactions transactions, ResourceIds ids, InstantSource clock, CheckHandshake handshakes) {
        this(transactions, ids, clock, handshakes, new EventsByProof(EventsByProof.MAX_A_DAY));
    }

    RefusalLog(Transactions transactions, ResourceIds ids, InstantSource clock, CheckHandshake handshakes,
            EventsByProof told) {
        this.told = told;
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.handshakes = handshakes;
    }

    /// Begins to write.
    public void start() {
        var every = INTERVAL.toMillis();
        var _ = writer.scheduleWithFixedDelay(this::writeLogged, every, every, TimeUnit.MILLISECONDS);
    }

    /// Notes that a device was turned away. Returns at once.
    synchronized void note(DevicePresentation presented, Rejected rejected) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var key = new Key(presented.fingerprint(), rejected.reason(), rejected.holderId());
        var before = waiting.get(key);
        if (before == null && waiting.size() >= MAX_WAITING) {
            dropped++;
            return;
        }
        waiting.put(key, new Waiting(presented, rejected, before == null ? 1 : before.count + 1,
                before == null ? now : before.firstSeenAt, now));
    }

    /// Writes what waits, now.
    public void write() {
        var rows = new ArrayList<Refusal>();
        take().forEach((key, note) -> rows.add(new Refusal(ids.next(), key.fingerprint, key.reason,
                note.rejected.holderId(), anchorOf(note.presented.chain()), note.presented.endpointName().text(),
                note.rejected.detail(), note.count, note.firstSeenAt, note.lastSeenAt)));
        for (int i = 0; i < rows.size(); i += MAX_PER_TRANSACTION) {
            record(rows.subList(i, Math.min(i + MAX_PER_TRANSACTION, rows.size())));
        }
    }

    /// Writes what waits, and ends.
    @Override
    public void close() {
        writer.shutdown();
        try {
            if (!writer.awaitTermination(PATIENCE_AT_CLOSE.toSeconds(), TimeUnit.SECONDS)) {
                log.warn("Refusals are still being written after {} s", PATIENCE_AT_CLOSE.toSeconds());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        writeLogged();
    }

    private void writeLogged() {
        try {
            write();
        } catch (FirstclaimException e) {
            log.warn("Refusals could not be written: {}", e.getMessage());
        } catch (RuntimeException e) {
            log.error("Refusals could not be written", e);
        }
    }

    private synchronized Map<Key, Waiting> take() {
        if (dropped > 0) {
            log.warn("{} refusals were not written down: more than {} devices were turned away at once", dropped,
                    MAX_WAITING);
            dropped = 0;
        }
        var taken = waiting;
        waiting = new LinkedHashMap<>();
        return taken;
    }

    private void record(List<Refusal> rows) {
        transactions.inTransaction(stores -> {
            rows.forEach(refusal -> record(refusal, stores));
            return rows.size();
        });
    }

    /// The first refusal of a device for a reason is an event of those who may know of it; further ones only count.
    private void record(Refusal refusal, Stores stores) {
        if (stores.refusals().record(refusal)) {
            for (var accountId : told(refusal, stores)) {
                stores.history().add(new ClaimEvent(ids.next(), accountId, 0, ClaimEvent.Type.DENIED, null,
                        refusal.fingerprint(), new EndpointName(refusal.endpointName()), refusal.reason(),
                        refusal.detail(), refusal.firstSeenAt()));
            }
        }
    }

    /// Who lists the device is told in any case.
    private List<ResourceId> told(Refusal refusal, Stores stores) {
        return stores.refusals().visibleTo(refusal, MAX_PROVERS_TOLD).stream()
                .filter(accountId -> accountId.equals(refusal.holderId()) || told.isFree(accountId, clock.instant()))
                .toList();
    }

    private @Nullable Fingerprint anchorOf(CertificateChain chain) {
        return handshakes.check(chain) instanceof HandshakeDecision.Trusted trusted ? trusted.fingerprint() : null;
    }

    private record Key(Fingerprint fingerprint, RefusalReason reason, @Nullable ResourceId holderId) {}

    private record Waiting(DevicePresentation presented, Rejected rejected, long count, Instant firstSeenAt,
            Instant lastSeenAt) {}
}
