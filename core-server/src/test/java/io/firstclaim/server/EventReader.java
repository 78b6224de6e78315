package io.firstclaim.server;

import static org.awaitility.Awaitility.await;

import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.grpc.Channel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Reads a stream of events one by one: it takes the next when the last was looked at.
final class EventReader
        implements
            ClientResponseObserver<StreamClaimEventsRequest, StreamClaimEventsResponse>,
            AutoCloseable {
    private static final int LIMIT_SECONDS = 20;

    private final BlockingQueue<StreamClaimEventsResponse> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Throwable> end = new CompletableFuture<>();
    private @Nullable ClientCallStreamObserver<StreamClaimEventsRequest> call;

    static EventReader open(Channel channel, StreamClaimEventsRequest request) {
        var reader = new EventReader();
        ClaimHistoryServiceGrpc.newStub(channel).streamClaimEvents(request, reader);
        return reader;
    }

    @Override
    public void beforeStart(ClientCallStreamObserver<StreamClaimEventsRequest> started) {
        call = started;
        started.disableAutoRequestWithInitial(1);
    }

    /// The next message, which must come.
    StreamClaimEventsResponse next() {
        try {
            var message = received.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
            if (message == null) {
                throw new AssertionError("No message came; the stream's end: " + end.getNow(null));
            }
            Objects.requireNonNull(call).request(1);
            return message;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// Whether it was let in: a message comes before an end.
    boolean begins() {
        await().atMost(LIMIT_SECONDS, TimeUnit.SECONDS).until(() -> end.isDone() || !received.isEmpty());
        return !received.isEmpty();
    }

    /// How it ends, which it must.
    Throwable end() {
        return end.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
    }

    @Override
    public void onNext(StreamClaimEventsResponse message) {
        received.add(message);
    }

    @Override
    public void onError(Throwable failure) {
        end.complete(failure);
    }

    @Override
    public void onCompleted() {
        end.complete(new AssertionError("The stream ended well"));
    }

    @Override
    public void close() {
        Objects.requireNonNull(call).cancel("seen enough", null);
    }
}
