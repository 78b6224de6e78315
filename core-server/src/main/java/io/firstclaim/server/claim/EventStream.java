package io.firstclaim.server.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.ReadEvents;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/// One caller's stream. It holds no events: it reads a page when the caller takes more, and forgets what the caller did not take.
final class EventStream {
    /// After how long a silence the caller is told the position.
    static final Duration HEARTBEAT = Duration.ofSeconds(15);
    /// Events read at once.
    private static final int PAGE = 100;

    private final Caller caller;
    private final ResourceId accountId;
    private final Set<ClaimEvent.Type> types;
    private final ReadEvents read;
    private final ServerCallStreamObserver<StreamClaimEventsResponse> call;
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private volatile long reached;
    private volatile long position;
    private volatile long lastSentNanos;
    private boolean ended;

    EventStream(Caller caller, long position, Set<ClaimEvent.Type> types, ReadEvents read,
            ServerCallStreamObserver<StreamClaimEventsResponse> call) {
        this.caller = caller;
        this.accountId = caller.requireReader();
        this.position = position;
        this.types = types;
        this.read = read;
        this.call = call;
    }

    ResourceId accountId() {
        return accountId;
    }

    ResourceId keyId() {
        return caller.keyId();
    }

    /// Tells the caller where it stands.
    synchronized void begin() {
        send(StreamClaimEventsResponse.newBuilder().setPosition(position).build());
    }

    /// Notes how far the account's events go by now.
    void reach(long last) {
        reached = Math.max(reached, last);
    }

    /// True for one who may run [#send] next: many who want it at once need it once.
    boolean schedule() {
        return scheduled.compareAndSet(false, true);
    }

    /// Sends what there is, as far as the caller takes it, and a sign of life after a silence.
    synchronized void send() {
        scheduled.set(false);
        while (isOpen() && call.isReady() && position < reached) {
            sendPage();
        }
        if (isOpen() && call.isReady() && System.nanoTime() - lastSentNanos >= HEARTBEAT.toNanos()) {
            begin();
        }
    }

    private void sendPage() {
        for (var event : read.placedAfter(accountId, position, PAGE)) {
            if (!isOpen() || !call.isReady()) {
                return;
            }
            position = event.position();
            if (types.isEmpty() || types.contains(event.type())) {
                send(StreamClaimEventsResponse.newBuilder().setEvent(EventMessages.event(event)).setPosition(position)
                        .build());
            }
        }
    }

    private void send(StreamClaimEventsResponse message) {
        lastSentNanos = System.nanoTime();
        call.onNext(message);
    }

    /// Whether the caller went away.
    boolean isCancelled() {
        return call.isCancelled();
    }

    /// Whether there is something to do that nothing else will bring about.
    boolean isDue() {
        return reached > position || System.nanoTime() - lastSentNanos >= HEARTBEAT.toNanos();
    }

    /// Ends the call.
    synchronized void end(StatusRuntimeException why) {
        if (isOpen()) {
            call.onError(why);
        }
        ended = true;
    }

    private boolean isOpen() {
        return !ended && !call.isCancelled();
    }
}
