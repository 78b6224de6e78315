package io.firstclaim.server.call;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.account.Authenticate;
import io.firstclaim.core.account.Caller;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import org.jspecify.annotations.Nullable;

/// Lets each call in by the proof that its method asks for, and no other: an edge's certificate opens `bootstrap.v1` and nothing else opens it; an API
/// key opens the administrators' services; health, reflection and joining are open.
///
/// API keys are looked up for every call, so a revoked key ends at once.
public final class Authentication implements ServerInterceptor {
    private static final Metadata.Key<String> AUTHORIZATION = Metadata.Key.of("authorization",
            Metadata.ASCII_STRING_MARSHALLER);
    private static final String SCHEME = "Bearer ";

    private final Authenticate authenticate;

    public Authentication(Authenticate authenticate) {
        this.authenticate = authenticate;
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(ServerCall<Q, A> call, Metadata headers,
            ServerCallHandler<Q, A> next) {
        var method = call.getMethodDescriptor();
        return switch (Access.to(method)) {
            case OPEN -> next.startCall(call, headers);
            case EDGE -> {
                requireEdge(call, headers);
                yield next.startCall(call, headers);
            }
            case API_KEY -> {
                refuseEdge(call);
                var context = Context.current().withValue(CallContext.CALLER, callerOf(headers));
                yield Contexts.interceptCall(context, call, headers, next);
            }
        };
    }

    private void requireEdge(ServerCall<?, ?> call, Metadata headers) {
        if (EdgeCertificate.isShownBy(call)) {
            return;
        }
        if (headers.containsKey(AUTHORIZATION)) {
            callerOf(headers);
            throw new FirstclaimException(Problem.ACCESS_DENIED,
                    "Only a bootstrap edge may do this, by its TLS certificate: an API key does not open it.");
        }
        throw new FirstclaimException(Problem.INVALID_TOKEN,
                "Only a bootstrap edge may do this: a TLS client certificate with the edge role is needed.");
    }

    private static void refuseEdge(ServerCall<?, ?> call) {
        if (EdgeCertificate.isShownBy(call)) {
            throw new FirstclaimException(Problem.ACCESS_DENIED,
                    "A bootstrap edge may not do this: an API key over a connection without the edge's certificate is needed.");
        }
    }

    private Caller callerOf(Metadata headers) {
        return authenticate.authenticate(keyOf(headers.get(AUTHORIZATION))).from(CallContext.origin());
    }

    private static String keyOf(@Nullable String authorization) {
        if (authorization == null) {
            throw new FirstclaimException(Problem.INVALID_TOKEN,
                    "An API key is needed, as metadata 'authorization: Bearer ak_…'.");
        }
        if (!authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw new FirstclaimException(Problem.INVALID_TOKEN,
                    "The metadata 'authorization' has another scheme: 'Bearer ak_…' is expected.");
        }
        return authorization.substring(SCHEME.length()).strip();
    }
}
