package io.firstclaim.cli.claim;

import io.firstclaim.cli.Console;
import io.firstclaim.cli.ResourceOutput;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Shows events as they happen. When the core goes away it waits for it, and goes on behind the last position that it was told.
final class EventFollower {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final Channel channel;
    private final Console console;
    private final boolean json;
    private final List<ClaimEventType> types;
    private @Nullable Long position;

    EventFollower(Channel channel, Console console, boolean json, List<ClaimEventType> types) {
        this.channel = channel;
        this.console = console;
        this.json = json;
        this.types = types;
    }

    /// Shows them until the process is ended, or nobody reads them any more.
    ///
    /// @throws StatusRuntimeException for what another try doesn't mend, and when the core is away at the beginning
    void follow(@Nullable Long after) {
        position = after;
        while (!console.isLeft()) {
            try {
                readStream();
            } catch (StatusRuntimeException failed) {
                if (failed.getStatus().getCode() != Status.Code.UNAVAILABLE || position == null) {
                    throw failed;
                }
                console.note("the core is away; going on after position " + position + " when it is back");
                pause();
            }
        }
    }

    private void readStream() {
        StreamClaimEventsRequest.Builder request = StreamClaimEventsRequest.newBuilder().addAllTypes(types);
        if (position != null) {
            request.setAfterPosition(position);
        }
        var messages = ClaimHistoryServiceGrpc.newBlockingStub(channel).streamClaimEvents(request.build());
        while (!console.isLeft() && messages.hasNext()) {
            var message = messages.next();
            if (message.hasEvent()) {
                show(message.getEvent());
            }
            position = message.getPosition();
        }
    }

    private void show(ClaimEvent event) {
        console.out().println(json ? ResourceOutput.line(event) : text(event));
        console.out().flush();
    }

    private static String text(ClaimEvent event) {
        String what = event.getPosition() + "  " + Instant.ofEpochSecond(event.getEventTime().getSeconds()) + "  "
                + EventTypeWords.wordOf(event.getType()) + "  "
                + (event.getEndpointName().isEmpty() ? event.getEnrollmentIdentity() : event.getEndpointName());
        return event.getDetail().isEmpty() ? what : what + "  " + event.getDetail();
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("ended while the core was away", ended);
        }
    }
}
