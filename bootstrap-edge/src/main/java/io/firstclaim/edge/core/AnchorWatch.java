package io.firstclaim.edge.core;

import io.firstclaim.api.CoreChannel;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps [WatchedAnchors] as the core has them: one stream, opened again whenever it ends. Its rhythm is that of the whole edge: each attempt has the
/// channel connect anew, so that all calls work again soon after the core is back, however long it was away.
public final class AnchorWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorWatch.class);

    private final CoreChannel channel;
    private final BootstrapServiceBlockingStub core;
    private final WatchedAnchors anchors;
    private final Runnable onCoreBack;
    private final Backoff backoff;
    private final Context.CancellableContext call = Context.ROOT.withCancellation();
    private final Thread thread = Thread.ofVirtual().name("anchor-watch").unstarted(this::watch);
    private boolean there;
    private boolean lost;

    private AnchorWatch(CoreChannel channel, WatchedAnchors anchors, Duration longestPause, Runnable onCoreBack) {
        this.channel = channel;
        this.core = BootstrapServiceGrpc.newBlockingStub(channel.channel());
        this.anchors = anchors;
        this.onCoreBack = onCoreBack;
        this.backoff = new Backoff(longestPause);
    }

    /// Begins to watch.
    ///
    /// @param longestPause between two attempts to reach the core
    /// @param onCoreBack run when the core is reached again after it was away; must not block
    public static AnchorWatch start(CoreChannel channel, WatchedAnchors anchors, Duration longestPause,
            Runnable onCoreBack) {
        AnchorWatch watch = new AnchorWatch(channel, anchors, longestPause, onCoreBack);
        watch.thread.start();
        return watch;
    }

    @Override
    public void close() {
        thread.interrupt();
        call.cancel(null);
    }

    private void watch() {
        try {
            while (!call.isCancelled()) {
                call.run(this::follow);
                Thread.sleep(backoff.next());
                channel.reconnectNow();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        try {
            Iterator<WatchTrustAnchorsResponse> told = core
                    .watchTrustAnchors(WatchTrustAnchorsRequest.getDefaultInstance());
            while (told.hasNext()) {
                anchors.replace(told.next());
                backoff.reset();
                noteThere();
            }
            noteLoss(Status.UNAVAILABLE.withDescription("the stream ended"));
        } catch (StatusRuntimeException ended) {
            if (!call.isCancelled()) {
                noteLoss(ended.getStatus());
            }
        }
    }

    private void noteThere() {
        if (!there) {
            LOG.info("the core is there; trust anchors are up to date");
            there = true;
            if (lost) {
                onCoreBack.run();
            }
        }
    }

    /// Once for each loss, not for each attempt.
    private void noteLoss(Status status) {
        if (there || !lost) {
            LOG.warn("the core is away: {} {}; the last trust anchors stay", status.getCode(), status.getDescription());
        }
        there = false;
        lost = true;
    }
}
