package io.firstclaim.server.trust;

import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.firstclaim.server.trust.TrustAnchorWatch.AnchorSet;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import org.jspecify.annotations.Nullable;

/// One edge's stream. A slow edge gets the latest set when it is ready, and never more than one waits for it.
final class AnchorStream {
    private final ServerCallStreamObserver<WatchTrustAnchorsResponse> call;
    private @Nullable WatchTrustAnchorsResponse pending;
    private long seen;
    private boolean ended;

    AnchorStream(ServerCallStreamObserver<WatchTrustAnchorsResponse> call) {
        this.call = call;
    }

    /// Sends the set, unless the edge has it or a later one already.
    synchronized void offer(AnchorSet set) {
        if (set.number() > seen) {
            seen = set.number();
            pending = set.message();
            sendPending();
        }
    }

    /// Sends what waits, as far as the edge takes it.
    synchronized void sendPending() {
        var set = pending;
        if (set != null && !ended && !call.isCancelled() && call.isReady()) {
            pending = null;
            call.onNext(set);
        }
    }

    /// Ends the call.
    synchronized void end(StatusRuntimeException why) {
        if (!ended && !call.isCancelled()) {
            call.onError(why);
        }
        ended = true;
    }
}
