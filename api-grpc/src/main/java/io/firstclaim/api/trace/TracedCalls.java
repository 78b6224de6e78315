package io.firstclaim.api.trace;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.slf4j.MDC;

/// Carries the trace and the request id of the calling thread's log to the core. While tracing is on, each call that is not an endless stream is a span.
public final class TracedCalls implements ClientInterceptor {
    /// The name of the id of a request in the logging context.
    public static final String REQUEST_ID = "request_id";

    private static final Metadata.Key<String> REQUEST_ID_HEADER = Metadata.Key.of("x-request-id",
            Metadata.ASCII_STRING_MARSHALLER);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        boolean spanned = Tracing.isOn() && method.getType().serverSendsOneMessage();
        Span span = spanned
                ? describe(Tracing.span(method.getFullMethodName()), method).startSpan()
                : Span.getInvalid();
        return new Call<>(next.newCall(method, options), span);
    }

    /// A span of a call, by the semantic conventions for RPC.
    public static SpanBuilder describe(SpanBuilder span, MethodDescriptor<?, ?> method) {
        return span.setSpanKind(SpanKind.CLIENT).setAttribute("rpc.system", "grpc")
                .setAttribute("rpc.service", String.valueOf(method.getServiceName()))
                .setAttribute("rpc.method", String.valueOf(method.getBareMethodName()));
    }

    /// Ends the span of a call.
    public static void end(Span span, Status status) {
        span.setAttribute("rpc.grpc.status_code", status.getCode().value());
        if (!status.isOk()) {
            span.setStatus(StatusCode.ERROR, status.getCode().name());
        }
        span.end();
    }

    private static final class Call<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private final Span span;

        Call(ClientCall<Q, A> call, Span span) {
            super(call);
            this.span = span;
        }

        @Override
        public void start(Listener<A> listener, Metadata headers) {
            String requestId = MDC.get(REQUEST_ID);
            if (requestId != null && !headers.containsKey(REQUEST_ID_HEADER)) {
                headers.put(REQUEST_ID_HEADER, requestId);
            }
            if (!span.getSpanContext().isValid()) {
                super.start(listener, headers);
                return;
            }
            Tracing.propagator().inject(Context.current().with(span), headers,
                    (carrier, key, value) -> {
                        if (carrier != null) {
                            carrier.put(Metadata.Key.of(key, Metadata.ASCII_STRING_MARSHALLER), value);
                        }
                    });
            super.start(new SimpleForwardingClientCallListener<>(listener) {
                @Override
                public void onClose(Status status, Metadata trailers) {
                    end(span, status);
                    super.onClose(status, trailers);
                }
            }, headers);
        }
    }
}
