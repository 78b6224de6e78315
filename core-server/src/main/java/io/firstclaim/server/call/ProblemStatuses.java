package io.firstclaim.server.call;

import com.google.protobuf.InvalidProtocolBufferException;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Ends a call that fails with the status of its problem. An exception that nobody foresaw becomes INTERNAL with nothing but the request id, under
/// which the log has the cause.
public final class ProblemStatuses implements ServerInterceptor {
    private static final Logger LOG = LoggerFactory.getLogger(ProblemStatuses.class);

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        var once = new ClosedOnce<>(call);
        try {
            return new Guarded<>(next.startCall(once, headers), once);
        } catch (RuntimeException failure) {
            once.fail(statusOf(failure, call.getMethodDescriptor().getFullMethodName()));
            return new ServerCall.Listener<>() {};
        }
    }

    private static StatusRuntimeException statusOf(RuntimeException failure, String method) {
        return switch (failure) {
            case FirstclaimException broken -> ofProblem(broken, method);
            case StatusRuntimeException decided when CoreErrors
                    .reasonOf(decided) != ErrorReason.ERROR_REASON_UNSPECIFIED ->
                decided;
            case StatusRuntimeException unreadable when unreadable
                    .getCause() instanceof InvalidProtocolBufferException ->
                CoreErrors.of(ErrorReason.ERROR_REASON_VALIDATION_ERROR, null,
                        "The request is not a message of " + method + ".");
            default -> defect(failure, method);
        };
    }

    private static StatusRuntimeException ofProblem(FirstclaimException broken, String method) {
        if (broken.problem() == Problem.INTERNAL_SERVER_ERROR) {
            return defect(broken, method);
        }
        if (broken.problem() == Problem.SYSTEM_UNAVAILABLE) {
            LOG.warn("{} can't be answered now", method, broken);
        }
        return CoreErrors.of(ErrorReasons.of(broken.problem()), broken.field(), String.valueOf(broken.getMessage()));
    }

    private static StatusRuntimeException defect(RuntimeException failure, String method) {
        LOG.error("{} failed", method, failure);
        return CoreErrors.of(ErrorReason.ERROR_REASON_INTERNAL_SERVER_ERROR, null,
                "A defect of the server: its log has the cause under the request id " + CallContext.requestId() + ".");
    }

    /// A call that takes its first end for the only one.
    private static final class ClosedOnce<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private boolean closed;

        ClosedOnce(ServerCall<Q, A> call) {
            super(call);
        }

        @Override
        public synchronized void close(Status status, Metadata trailers) {
            if (!closed) {
                closed = true;
                super.close(status, trailers);
            }
        }

        void fail(StatusRuntimeException failure) {
            var trailers = failure.getTrailers();
            close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
        }
    }

    private static final class Guarded<Q, A> extends AroundCallbacks<Q> {
        private final ClosedOnce<Q, A> call;

        Guarded(ServerCall.Listener<Q> listener, ClosedOnce<Q, A> call) {
            super(listener);
            this.call = call;
        }

        @Override
        void around(Runnable callback) {
            try {
                callback.run();
            } catch (RuntimeException failure) {
                call.fail(statusOf(failure, call.getMethodDescriptor().getFullMethodName()));
            }
        }
    }
}
