package io.firstclaim.api;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.MethodDescriptor;
import java.util.concurrent.TimeUnit;

/// Gives every unary call a deadline that has none, so that no caller ever waits for a core that hangs. Streams may take as long as they take.
final class DefaultDeadline implements ClientInterceptor {

    static final long SECONDS = 10;

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean needed = options.getDeadline() == null && method.getType() == MethodDescriptor.MethodType.UNARY;
        return next.newCall(method, needed ? options.withDeadlineAfter(SECONDS, TimeUnit.SECONDS) : options);
    }
}
