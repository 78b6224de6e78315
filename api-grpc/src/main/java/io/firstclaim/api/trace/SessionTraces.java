package io.firstclaim.api.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The span of the last handshake of a certificate, so that the request on that session belongs to the same trace. Only while tracing is on, and only so many.
public final class SessionTraces {
    /// The most handshakes that are remembered.
    static final int MOST = 10_000;

    private static final Map<Object, Span> LAST = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Object, Span> eldest) {
            return size() > MOST;
        }
    });

    private SessionTraces() {}

    /// Remembers the handshake of a session.
    ///
    /// @param session what the request on it can be known by
    public static void began(Object session, Span handshake) {
        if (Tracing.isOn()) {
            // Without what the span itself holds.
            LAST.put(session, Span.wrap(handshake.getSpanContext()));
        }
    }

    /// The context in which a request on a session goes on; a new trace's where the handshake is not known.
    public static Context of(Object session) {
        Span handshake = LAST.get(session);
        return handshake == null ? Context.root() : Context.root().with(handshake);
    }

    static void forget() {
        LAST.clear();
    }
}
