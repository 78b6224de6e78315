package io.firstclaim.edge.bootstrap;

import io.firstclaim.api.trace.SessionTraces;
import io.firstclaim.api.trace.TracedCalls;
import io.firstclaim.api.trace.Tracing;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.UUID;
import org.slf4j.MDC;

/// One bootstrap in the log and in the trace that its handshake began. For the thread that plays it.
///
/// @param requestId under which this edge's log, the core's and the trace know it
record RequestTrace(String requestId, String enrollmentId, Span span) {

    private static final String ENROLLMENT_ID = "enrollment_id";
    private static final String DEVICE_ID = "device_id";
    private static final String ACCOUNT_ID = "account_id";
    private static final String ATTRIBUTE = "firstclaim.";

    static RequestTrace of(X509Certificate leaf, BootstrapRequest request) {
        String requestId = UUID.randomUUID().toString();
        String enrollmentId = Certificates.enrollmentId(leaf);
        Span span = Tracing.span("POST /bs").setSpanKind(SpanKind.SERVER)
                .setParent(SessionTraces.of(Certificates.fingerprint(leaf)))
                .setAttribute(ATTRIBUTE + TracedCalls.REQUEST_ID, requestId)
                .setAttribute(ATTRIBUTE + ENROLLMENT_ID, enrollmentId)
                .setAttribute(ATTRIBUTE + "endpoint_name", request.endpointName()).startSpan();
        return new RequestTrace(requestId, enrollmentId, span);
    }

    /// Plays it in this thread.
    void around(Runnable bootstrap) {
        MDC.put(TracedCalls.REQUEST_ID, requestId);
        MDC.put(ENROLLMENT_ID, enrollmentId);
        Tracing.putTraceId(span);
        try (var _ = span.makeCurrent()) {
            bootstrap.run();
        } finally {
            span.end();
            List.of(TracedCalls.REQUEST_ID, ENROLLMENT_ID, DEVICE_ID, ACCOUNT_ID, Tracing.MDC_KEY)
                    .forEach(MDC::remove);
        }
    }

    /// The core let the device in.
    void claimed(ClaimedDevice device) {
        span.setAttribute(ATTRIBUTE + DEVICE_ID, device.getDeviceId()).setAttribute(ATTRIBUTE + ACCOUNT_ID,
                device.getAccountId());
        MDC.put(DEVICE_ID, device.getDeviceId());
        MDC.put(ACCOUNT_ID, device.getAccountId());
    }
}
