package io.firstclaim.it.chaos;

import io.firstclaim.it.history.History;
import io.firstclaim.it.history.History.Told;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Follows the events of an account, and after each interruption, its own ones included, goes on at another core behind the last that it has.
final class HistoryFollower implements AutoCloseable {
    private static final int LONGEST_STRETCH = 200;

    private final List<Channel> cores;
    private final History.Watch watch;
    private final Random random;
    private final Surprises surprises;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Context.CancellableContext stretch = Context.current().withCancellation();

    private HistoryFollower(List<Channel> cores, History.Watch watch, Random random, Surprises surprises) {
        this.cores = cores;
        this.watch = watch;
        this.random = random;
        this.surprises = surprises;
    }

    /// Starts one.
    static HistoryFollower start(List<Channel> cores, History.Watch watch, Random random, Surprises surprises) {
        HistoryFollower follower = new HistoryFollower(cores, watch, random, surprises);
        Thread.ofVirtual().start(follower::follow);
        return follower;
    }

    private void follow() {
        try {
            for (int turn = 0; closed.getCount() > 0; turn++) {
                Channel core = cores.get(turn % cores.size());
                stretch = Context.current().withCancellation();
                boolean wasLong = stretch.call(() -> readStretch(core));
                stretch.cancel(null);
                if (!wasLong) {
                    closed.await(Limits.PAUSE.toMillis(), TimeUnit.MILLISECONDS);
                }
            }
        } catch (Exception broken) {
            surprises.add("a follower stopped: " + broken);
        }
    }

    /// Reads some events.
    ///
    /// @return false when it was cut off by the core
    private boolean readStretch(Channel core) {
        try {
            Iterator<StreamClaimEventsResponse> events = ClaimHistoryServiceGrpc.newBlockingStub(core)
                    .streamClaimEvents(
                            StreamClaimEventsRequest.newBuilder().setAfterPosition(watch.position()).build());
            int length = 1 + random.nextInt(LONGEST_STRETCH);
            for (int i = 0; i < length && events.hasNext(); i++) {
                StreamClaimEventsResponse message = events.next();
                if (message.hasEvent()) {
                    watch.hear(told(message.getEvent()));
                }
            }
            return true;
        } catch (StatusRuntimeException cutOff) {
            Status.Code code = cutOff.getStatus().getCode();
            if (code != Status.Code.UNAVAILABLE && code != Status.Code.CANCELLED) {
                surprises.add("a follower at " + watch.position() + " was told " + cutOff.getStatus());
            }
            return false;
        }
    }

    private static Told told(ClaimEvent event) {
        Told.Kind kind = switch (event.getType()) {
            case CLAIM_EVENT_TYPE_ENROLLED -> Told.Kind.ENROLLED;
            case CLAIM_EVENT_TYPE_CLAIMED -> Told.Kind.CLAIMED;
            case CLAIM_EVENT_TYPE_PRE_ASSIGNED -> Told.Kind.PRE_ASSIGNED;
            case CLAIM_EVENT_TYPE_CANCELLED -> Told.Kind.CANCELLED;
            default -> Told.Kind.OTHER;
        };
        return new Told(event.getPosition(), event.getId(), kind, event.getEnrollmentIdentity(), event.getDeviceId());
    }

    /// The position of the last event that it has.
    long position() {
        return watch.position();
    }

    @Override
    public void close() {
        closed.countDown();
        stretch.cancel(null);
    }
}
