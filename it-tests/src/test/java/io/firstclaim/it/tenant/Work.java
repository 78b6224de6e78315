package io.firstclaim.it.tenant;

import io.firstclaim.server.Observers;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// What the core had its database do for each request, by the request's id.
final class Work implements ServerInterceptor {
    /// The metadata by which a caller names its request.
    static final Metadata.Key<String> REQUEST_ID = Metadata.Key.of("x-request-id", Metadata.ASCII_STRING_MARSHALLER);

    private static final Context.Key<List<String>> STATEMENTS = Context.key("statements");

    private final Map<String, List<String>> byRequest = new ConcurrentHashMap<>();

    /// To be given to the core.
    Observers observers() {
        return new Observers(List.of(this), Work::note);
    }

    /// The statements that a request made, in their order, over all calls that it led to.
    List<String> of(String requestId) {
        return List.copyOf(byRequest.getOrDefault(requestId, List.of()));
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        var requestId = headers.get(REQUEST_ID);
        if (requestId == null) {
            return next.startCall(call, headers);
        }
        var statements = byRequest.computeIfAbsent(requestId, _ -> new CopyOnWriteArrayList<>());
        return Contexts.interceptCall(Context.current().withValue(STATEMENTS, statements), call, headers, next);
    }

    private static void note(String statement) {
        var statements = STATEMENTS.get();
        if (statements != null) {
            statements.add(statement);
        }
    }
}
