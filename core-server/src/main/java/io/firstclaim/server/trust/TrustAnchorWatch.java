package io.firstclaim.server.trust;

import com.google.protobuf.ByteString;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.ReadTrustAnchors;
import io.firstclaim.proto.bootstrap.v1.TrustAnchor;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.call.Answers;
import io.grpc.stub.ServerCallStreamObserver;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Keeps the edges' streams of trust anchors up to date: one question to the database per round, whatever the number of streams.
public final class TrustAnchorWatch implements AutoCloseable {
    /// The most streams of one core; an edge needs one.
    public static final int MAX_STREAMS = 1000;

    /// How long the last look at the database counts.
    private static final Duration SURE = Duration.ofSeconds(2);

    private final ReadTrustAnchors read;
    private final ByteString deviceCa;
    private final Set<AnchorStream> streams = ConcurrentHashMap.newKeySet();
    private @Nullable AnchorSet latest;
    private long lookedNanos = System.nanoTime();
    private boolean closed;

    /// @param deviceCa
    ///            the CA of the LwM2M credentials, which every message names
    public TrustAnchorWatch(ReadTrustAnchors read, X509Certificate deviceCa) {
        this.read = read;
        this.deviceCa = Answers.der(deviceCa);
    }

    /// Sends the whole set now, and again after each change, until the caller ends the call or the watch is closed.
    public void watch(ServerCallStreamObserver<WatchTrustAnchorsResponse> call) {
        var stream = new AnchorStream(call);
        call.setOnCancelHandler(() -> streams.remove(stream));
        call.setOnReadyHandler(stream::sendPending);
        var now = current();
        add(stream);
        stream.offer(now);
    }

    /// One round: reads the anchors if they changed since the last, and sends them to all streams.
    public void refresh() {
        var now = current();
        streams.forEach(stream -> stream.offer(now));
    }

    /// Ends all streams, so that the edges go to another core or come back later.
    @Override
    public synchronized void close() {
        closed = true;
        streams.forEach(stream -> stream
                .end(CoreErrors.of(ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE, null, "The core stops.")));
        streams.clear();
    }

    private synchronized void add(AnchorStream stream) {
        if (closed) {
            throw new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "The core stops.");
        }
        if (streams.size() >= MAX_STREAMS) {
            throw new FirstclaimException(Problem.RATE_LIMIT_EXCEEDED,
                    "The core has " + MAX_STREAMS + " streams of trust anchors already, which is its limit.");
        }
        streams.add(stream);
    }

    /// The revision is read before the anchors: a change between the two is found by the next round, not lost. Counts that stood still while nobody could
    /// look prove nothing, since another server of the database may answer now: then the anchors are read in any case.
    private synchronized AnchorSet current() {
        var revision = read.revision();
        var now = System.nanoTime();
        var set = latest;
        if (set == null || !set.revision().equals(revision) || now - lookedNanos > SURE.toNanos()) {
            set = next(set, revision, message());
        }
        latest = set;
        lookedNanos = now;
        return set;
    }

    private static AnchorSet next(@Nullable AnchorSet known, String revision, WatchTrustAnchorsResponse message) {
        if (known == null) {
            return new AnchorSet(1, revision, message);
        }
        return new AnchorSet(known.number() + (known.message().equals(message) ? 0 : 1), revision, message);
    }

    private WatchTrustAnchorsResponse message() {
        var distinct = new LinkedHashSet<ByteString>();
        for (CaCertificate anchor : read.all()) {
            distinct.add(Answers.der(anchor.anchor()));
        }
        var message = WatchTrustAnchorsResponse.newBuilder().setDeviceCaCertificate(deviceCa);
        distinct.forEach(der -> message.addAnchors(TrustAnchor.newBuilder().setCertificate(der)));
        return message.build();
    }

    /// All anchors at one moment.
    ///
    /// @param number
    ///            larger for a later moment
    record AnchorSet(long number, String revision, WatchTrustAnchorsResponse message) {}
}
