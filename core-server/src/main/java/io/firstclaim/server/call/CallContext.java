package io.firstclaim.server.call;

import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.Origin;
import io.grpc.Context;

/// What a service may know of its call besides the request.
public final class CallContext {
    static final Context.Key<Caller> CALLER = Context.key("caller");
    static final Context.Key<String> REQUEST_ID = Context.keyWithDefault("request-id", "none");

    static final Context.Key<String> ADDRESS = Context.keyWithDefault("address", "");

    private CallContext() {}

    /// Who calls, as its API key says.
    ///
    /// @throws IllegalStateException
    ///             in a call that needs no API key
    public static Caller caller() {
        var caller = CALLER.get();
        if (caller == null) {
            throw new IllegalStateException("This call was let in without an API key");
        }
        return caller;
    }

    /// Where the call came from.
    public static Origin origin() {
        return new Origin(requestId(), ADDRESS.get());
    }

    /// The id under which the log knows the call.
    public static String requestId() {
        return REQUEST_ID.get();
    }
}
