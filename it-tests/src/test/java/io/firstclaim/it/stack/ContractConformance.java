package io.firstclaim.it.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.rpc.Code;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Watches every call of a test's core: a failed one must carry one of our reasons, with the status that belongs to it, and none may be a
/// defect of the server.
final class ContractConformance implements ServerInterceptor {
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        return next.startCall(new SimpleForwardingServerCall<>(call) {
            @Override
            public void close(Status status, Metadata trailers) {
                judge(call.getMethodDescriptor().getFullMethodName(), status, trailers);
                super.close(status, trailers);
            }
        }, headers);
    }

    private void judge(String method, Status status, Metadata trailers) {
        if (status.isOk() || status.getCode() == Status.Code.CANCELLED || !method.startsWith("firstclaim.")) {
            return;
        }
        ErrorReason reason = CoreErrors.reasonOf(status.asRuntimeException(trailers));
        Code expected = CoreErrors.codeOf(reason);
        if (reason == ErrorReason.ERROR_REASON_UNSPECIFIED || reason == ErrorReason.ERROR_REASON_INTERNAL_SERVER_ERROR
                || expected.getNumber() != status.getCode().value()) {
            violations.add(method + " ended with " + status + ", reason " + reason);
        }
    }

    /// Fails when a call broke the contract since the last check.
    void check() {
        List<String> broken = List.copyOf(violations);
        violations.clear();
        assertThat(broken).as("calls that broke the contract").isEmpty();
    }
}
