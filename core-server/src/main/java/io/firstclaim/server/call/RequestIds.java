package io.firstclaim.server.call;

import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Gives each call an id, the caller's own from the metadata `x-request-id` or a new one, under which the log knows it, and sends it back in the
/// trailers.
public final class RequestIds implements ServerInterceptor {
    /// The metadata that carries the id, in both directions.
    public static final Metadata.Key<String> HEADER = Metadata.Key.of("x-request-id",
            Metadata.ASCII_STRING_MARSHALLER);
    /// The name of the id in the logging context.
    public static final String MDC_KEY = "request_id";

    private static final Logger LOG = LoggerFactory.getLogger(RequestIds.class);
    /// What is taken over from a caller: nothing that could forge a line of the log.
    private static final Pattern USABLE = Pattern.compile("[A-Za-z0-9._-]{1,64}");

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        var id = usable(headers.get(HEADER));
        var context = Context.current().withValue(CallContext.REQUEST_ID, id).withValue(CallContext.ADDRESS,
                SourceAddress.of(call, headers));
        try (var _ = MDC.putCloseable(MDC_KEY, id)) {
            return new Named<>(Contexts.interceptCall(context, new Answering<>(call, id), headers, next), id);
        }
    }

    private static String usable(@Nullable String wished) {
        return wished != null && USABLE.matcher(wished).matches() ? wished : UUID.randomUUID().toString();
    }

    private static final class Answering<Q, A> extends SimpleForwardingServerCall<Q, A> {
        private final String id;

        Answering(ServerCall<Q, A> call, String id) {
            super(call);
            this.id = id;
        }

        @Override
        public void close(Status status, Metadata trailers) {
            trailers.put(HEADER, id);
            LOG.debug("{} ended with {}", getMethodDescriptor().getFullMethodName(), status.getCode());
            super.close(status, trailers);
        }
    }

    private static final class Named<Q> extends AroundCallbacks<Q> {
        private final String id;

        Named(ServerCall.Listener<Q> listener, String id) {
            super(listener);
            this.id = id;
        }

        @Override
        void around(Runnable callback) {
            try (var _ = MDC.putCloseable(MDC_KEY, id)) {
                callback.run();
            }
        }
    }
}
