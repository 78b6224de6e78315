package io.firstclaim.web.claim;

import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc.ClaimHistoryServiceBlockingStub;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsResponse;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.web.http.Answer;
import io.firstclaim.web.http.Call;
import io.firstclaim.web.http.Endpoint;
import io.firstclaim.web.http.ErrorType;
import io.firstclaim.web.http.HttpError;
import io.firstclaim.web.http.Resource;
import io.firstclaim.web.listing.ListBody;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// `/v3/device-enrollment-events`: what happens to the devices of the account, a page of it or a stream that goes on.
public final class EventResource implements Resource, AutoCloseable {
    private final int streams;
    private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /// @param streams how many there are at once; more are answered 429
    public EventResource(int streams) {
        this.streams = streams;
    }

    @Override
    public List<Endpoint> endpoints() {
        return List.of(Endpoint.of("GET", "/device-enrollment-events", this::events).producing(EventStream.TYPE));
    }

    private Answer events(Call call) {
        var core = ClaimHistoryServiceGrpc.newBlockingStub(call.core());
        EventQuery query = EventQuery.of(call);
        boolean streams = call.header("Accept").orElse("").toLowerCase(Locale.ROOT).contains(EventStream.TYPE);
        return streams ? stream(call, query.streamRequest(call), lastPosition(core)) : page(query, core);
    }

    private static Answer page(EventQuery query, ClaimHistoryServiceBlockingStub core) {
        ListClaimEventsResponse page = core.listClaimEvents(query.pageRequest());
        return Answer.ok(ListBody.of(query.page(), page.getNextPageToken(), lastPosition(core), page.getEventsList(),
                EventBody::of));
    }

    /// The position of the youngest event, which is how many there are; 0 before the first. Fails for a caller who may not read events.
    private static long lastPosition(ClaimHistoryServiceBlockingStub core) {
        return core.listClaimEvents(ListClaimEventsRequest.newBuilder().setPageSize(1).setDescending(true).build())
                .getEventsList().stream().mapToLong(ClaimEvent::getPosition).findFirst().orElse(0);
    }

    /// What can fail for a reason that the client should hear has been tried before: once the stream is written, its status is on its way.
    private Answer stream(Call call, StreamClaimEventsRequest request, long lastPosition) {
        if (request.getAfterPosition() > lastPosition) {
            throw HttpError.invalid("after",
                    "There is no event " + request.getAfterPosition() + " yet: the last one is "
                            + lastPosition + ".");
        }
        if (open.size() >= streams) {
            throw HttpError.of(ErrorType.RATE_LIMIT_EXCEEDED, "The server has as many streams as it can.")
                    .with("Retry-After", "1");
        }
        var core = ClaimHistoryServiceGrpc.newBlockingV2Stub(call.core());
        // Proxies hold back what comes slowly, unless they are told.
        return Answer.stream(EventStream.TYPE, out -> write(new EventStream(core.streamClaimEvents(request)), out))
                .with("X-Accel-Buffering", "no");
    }

    private void write(EventStream stream, OutputStream out) throws IOException {
        open.add(stream);
        try {
            if (!closed) {
                stream.writeTo(out);
            }
        } finally {
            open.remove(stream);
            stream.end();
        }
    }

    /// Ends all streams, and those that are still to come.
    @Override
    public void close() {
        closed = true;
        open.forEach(EventStream::end);
    }
}
