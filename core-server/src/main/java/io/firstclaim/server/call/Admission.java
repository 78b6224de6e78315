package io.firstclaim.server.call;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.grpc.Context;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds how many calls are worked on at once. One more is refused at once, not queued: its caller knows better how long it can wait. A call whose
/// deadline has passed is not begun.
///
/// A slot is held while a call is authenticated and while it is carried out, not while its request is on the way or a stream is open.
public final class Admission implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final int limit;
    private final Semaphore slots;

    /// @param limit
    ///            how many calls at once
    public Admission(int limit) {
        this.limit = limit;
        this.slots = new Semaphore(limit);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        takeSlot();
        try {
            return new Admitted<>(next.startCall(call, headers));
        } finally {
            slots.release();
        }
    }

    private void takeSlot() {
        if (!slots.tryAcquire()) {
            throw new FirstclaimException(Problem.RATE_LIMIT_EXCEEDED,
                    "The core works on " + limit + " calls already, which is its limit. Try again later.");
        }
    }

    private final class Admitted<Q> extends SimpleForwardingServerCallListener<Q> {
        Admitted(ServerCall.Listener<Q> listener) {
            super(listener);
        }

        /// The request is whole: a unary call and a server stream are carried out here.
        @Override
        public void onHalfClose() {
            if (Context.current().isCancelled()) {
                LOG.debug("Not begun: the caller does not wait any more");
                return;
            }
            takeSlot();
            try {
                super.onHalfClose();
            } finally {
                slots.release();
            }
        }
    }
}
