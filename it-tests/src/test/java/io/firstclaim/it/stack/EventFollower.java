package io.firstclaim.it.stack;

import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.StatusRuntimeException;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// Follows the events of an account from the first, cuts itself off again and again, and goes on behind the last that it has.
public final class EventFollower implements AutoCloseable {
    private static final int LONGEST_STRETCH = 40;

    private final Channel channel;
    private final Random random = new Random(4);
    private final List<ClaimEvent> events = new CopyOnWriteArrayList<>();
    private volatile Context.CancellableContext stretch = Context.current().withCancellation();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile boolean closed;

    private EventFollower(Channel channel) {
        this.channel = channel;
    }

    /// Starts one.
    public static EventFollower start(Channel channel) {
        EventFollower follower = new EventFollower(channel);
        Thread.ofVirtual().start(follower::follow);
        return follower;
    }

    /// What came, in the order in which it came.
    public List<ClaimEvent> events() {
        return List.copyOf(events);
    }

    private void follow() {
        while (!closed) {
            stretch = Context.current().withCancellation();
            stretch.run(this::readStretch);
            stretch.cancel(null);
        }
    }

    private void readStretch() {
        try {
            Iterator<StreamClaimEventsResponse> stream = ClaimHistoryServiceGrpc.newBlockingStub(channel)
                    .withWaitForReady().streamClaimEvents(StreamClaimEventsRequest.newBuilder()
                            .setAfterPosition(events.isEmpty() ? 0 : events.getLast().getPosition()).build());
            int length = 1 + random.nextInt(LONGEST_STRETCH);
            for (int i = 0; i < length && stream.hasNext(); i++) {
                StreamClaimEventsResponse message = stream.next();
                if (message.hasEvent()) {
                    events.add(message.getEvent());
                }
            }
        } catch (StatusRuntimeException cutOff) {
            cuts.incrementAndGet();
        }
    }

    @Override
    public void close() {
        closed = true;
        stretch.cancel(null);
    }
}
