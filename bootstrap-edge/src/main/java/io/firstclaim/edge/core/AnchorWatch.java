package io.firstclaim.edge.core;

import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import io.grpc.Channel;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.Iterator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps [WatchedAnchors] as the core has them: one stream, opened again whenever it ends.
public final class AnchorWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(AnchorWatch.class);

    private final BootstrapServiceBlockingStub core;
    private final WatchedAnchors anchors;
    private final Runnable onCoreBack;
    private final Backoff backoff;
    private final Context.CancellableContext call = Context.ROOT.withCancellation();
    private final Thread thread = Thread.ofVirtual().name("anchor-watch").unstarted(this::watch);
    private boolean lost;

    private AnchorWatch(Channel channel, WatchedAnchors anchors, Duration longestPause, Runnable onCoreBack) {
        this.core = BootstrapServiceGrpc.newBlockingStub(channel);
        this.anchors = anchors;
        this.onCoreBack = onCoreBack;
        this.backoff = new Backoff(longestPause);
    }

    /// Begins to watch.
    ///
    /// @param longestPause between two attempts to reach the core
    /// @param onCoreBack run at the first message of each stream; must not block
    public static AnchorWatch start(Channel channel, WatchedAnchors anchors, Duration longestPause,
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
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() {
        boolean first = true;
        try {
            Iterator<WatchTrustAnchorsResponse> told = core
                    .watchTrustAnchors(WatchTrustAnchorsRequest.getDefaultInstance());
            while (told.hasNext()) {
                anchors.replace(told.next());
                backoff.reset();
                if (first) {
                    LOG.info("the core is there; trust anchors are up to date");
                    lost = false;
                    onCoreBack.run();
                    first = false;
                }
            }
        } catch (StatusRuntimeException ended) {
            if (!call.isCancelled()) {
                noteLoss(ended.getStatus());
            }
        }
    }

    /// Once for each loss, not for each attempt.
    private void noteLoss(Status status) {
        if (lost) {
            LOG.debug("the core is still away: {}", status.getCode());
        } else {
            LOG.warn("the core is away: {} {}; the last trust anchors stay", status.getCode(), status.getDescription());
            lost = true;
        }
    }
}
