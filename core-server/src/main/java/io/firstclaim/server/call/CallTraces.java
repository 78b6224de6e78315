package io.firstclaim.server.call;

import io.firstclaim.api.trace.TracedCalls;
import io.firstclaim.api.trace.Tracing;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// Makes a span of each call that is not an endless stream, in the trace that its caller began.
public final class CallTraces implements ServerInterceptor {

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        var method = call.getMethodDescriptor();
        if (!Tracing.isOn() || !method.getType().serverSendsOneMessage()) {
            return next.startCall(call, headers);
        }
        var caller = Tracing.propagator().extract(Context.root(), headers, Headers.INSTANCE);
        var span = TracedCalls.describe(Tracing.span(method.getFullMethodName()), method).setParent(caller)
                .setSpanKind(SpanKind.SERVER).setAttribute("firstclaim.request_id", CallContext.requestId())
                .startSpan();
        var outer = Tracing.putTraceId(span);
        try (var _ = span.makeCurrent()) {
            var ended = new AtomicBoolean();
            return new Traced<>(next.startCall(new Ending<>(call, span, ended), headers), span, ended);
        } finally {
            Tracing.restore(outer);
        }
    }

    private enum Headers implements TextMapGetter<Metadata> {
        INSTANCE;

        @Override
        public @Nullable String get(@Nullable Metadata carrier, String key) {
            return carrier == null ? null : carrier.get(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER));
        }
    }

    private static final class Ending<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final Span span;
        private final AtomicBoolean ended;

        Ending(ServerCall<Q, A> call, Span span, AtomicBoolean ended) {
            super(call);
            this.span = span;
            this.ended = ended;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            if (ended.compareAndSet(false, true)) {
                TracedCalls.end(span, status);
            }
            super.close(status, trailers);
        }
    }

    private static final class Traced<Q> extends AroundCallbacks<Q> {
        private final Span span;
        private final AtomicBoolean ended;

        Traced(ServerCall.Listener<Q> listener, Span span, AtomicBoolean ended) {
            super(listener);
            this.span = span;
            this.ended = ended;
        }

        @Override
        void around(Runnable callback) {
            var outer = Tracing.putTraceId(span);
            try (var _ = span.makeCurrent()) {
                callback.run();
            } finally {
                Tracing.restore(outer);
            }
        }

        @Override
        public void onCancel() {
            super.onCancel();
            if (ended.compareAndSet(false, true)) {
                TracedCalls.end(span, Status.CANCELLED);
            }
        }
    }
}
