package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.firstclaim.web.http.Json;
import io.grpc.StatusException;
import io.grpc.stub.BlockingClientCall;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes what the core streams as Server-Sent Events (WHATWG HTML, section 9.2): `id` is the position, `event` the type, `data` the event as JSON.
///
/// Where the core only tells a position, an `id` without data goes out with a comment: nobody is called for it, but a client that comes back after
/// it goes on from there, and one that is gone is noticed.
final class EventStream {
    /// The media type.
    static final String TYPE = "text/event-stream";

    private static final Logger LOG = LoggerFactory.getLogger(EventStream.class);
    /// After how many milliseconds a client comes back when the stream ends.
    private static final String RETRY = "retry: 2000\n\n";

    private final BlockingClientCall<?, StreamClaimEventsResponse> events;

    EventStream(BlockingClientCall<?, StreamClaimEventsResponse> events) {
        this.events = events;
    }

    /// Writes until the core ends the stream: because it stops, or the key is revoked. The client comes back with the last position, and is told then
    /// what it is.
    ///
    /// @throws IOException when the client is gone
    void writeTo(OutputStream out) throws IOException {
        try {
            send(out, RETRY);
            for (var next = events.read(); next != null; next = events.read()) {
                send(out, next.hasEvent() ? event(next) : ": nothing new\nid: " + next.getPosition() + "\n\n");
            }
        } catch (StatusException ended) {
            LOG.debug("the core ended a stream of events: {}", ended.getStatus());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            end();
        }
    }

    /// Ends the stream, from any thread: the client gets an end that is in order, and comes back elsewhere.
    void end() {
        events.cancel("nobody reads these events any more", null);
    }

    private static String event(StreamClaimEventsResponse next) {
        EventBody event = EventBody.of(next.getEvent());
        return "id: " + next.getPosition() + "\nevent: " + event.type() + "\ndata: "
                + new String(Json.write(event), StandardCharsets.UTF_8) + "\n\n";
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
