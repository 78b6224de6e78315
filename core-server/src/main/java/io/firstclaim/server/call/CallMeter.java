package io.firstclaim.server.call;

import io.firstclaim.server.health.CoreMetrics;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.time.Duration;

/// Counts and times the calls that end by a status. Endless streams are not among them.
public final class CallMeter implements ServerInterceptor {
    private final CoreMetrics metrics;

    public CallMeter(CoreMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        var method = call.getMethodDescriptor();
        if (!method.getType().serverSendsOneMessage()) {
            return next.startCall(call, headers);
        }
        var began = System.nanoTime();
        return next.startCall(new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                metrics.callEnded(method.getFullMethodName(), status.getCode(),
                        Duration.ofNanos(System.nanoTime() - began));
                super.close(status, trailers);
            }
        }, headers);
    }
}
