package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Watches every call of a test server, and fails the test on a status that the contract does not list.
final class Conformance implements ServerInterceptor {
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        return next.startCall(new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                if (!Contract.allows(getMethodDescriptor(), status.getCode())) {
                    violations.add(getMethodDescriptor().getFullMethodName() + " ended with " + status);
                }
                super.close(status, trailers);
            }
        }, headers);
    }

    void assertKept() {
        assertThat(violations).as("statuses that the contract does not list").isEmpty();
    }
}
