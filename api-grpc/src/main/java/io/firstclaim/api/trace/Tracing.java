package io.firstclaim.api.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/// Where the spans of this process go. Like the log it is one for the process, and nowhere until [#use] says otherwise: then no span is made, no header is read or
/// written, and nothing is kept.
public final class Tracing {
    /// The name of the id of the trace in the logging context.
    public static final String MDC_KEY = "trace_id";

    private static final String SCOPE = "io.firstclaim";
    private static volatile @Nullable Tracer tracer;

    private Tracing() {}

    /// Has spans go there from now on.
    public static void use(OpenTelemetry telemetry) {
        tracer = telemetry.getTracer(SCOPE);
    }

    /// Has spans go nowhere again.
    public static void off() {
        tracer = null;
        SessionTraces.forget();
    }

    /// Whether spans go anywhere.
    public static boolean isOn() {
        return tracer != null;
    }

    /// How a trace is carried from one process to the next: `traceparent` (W3C Trace Context).
    public static TextMapPropagator propagator() {
        return W3CTraceContextPropagator.getInstance();
    }

    /// A span that is yet to begin.
    public static SpanBuilder span(String name) {
        Tracer chosen = tracer;
        return (chosen == null ? OpenTelemetry.noop().getTracer(SCOPE) : chosen).spanBuilder(name);
    }

    /// Does something as a step of the span that goes on in this thread; without one, just does it.
    public static <T> T step(String name, Supplier<T> work) {
        return isOn() && Span.current().getSpanContext().isValid() ? in(span(name).startSpan(), work::get) : work.get();
    }

    /// Does something in a span, which then ends. An exception is noted in it, by its class only: messages may hold what strangers sent.
    public static <T, E extends Exception> T in(Span span, Work<T, E> work) throws E {
        String outer = MDC.get(MDC_KEY);
        try (var _ = span.makeCurrent()) {
            putTraceId(span);
            return work.run();
        } catch (Exception failed) {
            span.setStatus(StatusCode.ERROR, failed.getClass().getSimpleName());
            throw failed;
        } finally {
            restore(outer);
            span.end();
        }
    }

    /// Has the log name the trace of a span.
    ///
    /// @return what it named before, for [#restore]
    public static @Nullable String putTraceId(Span span) {
        String outer = MDC.get(MDC_KEY);
        if (span.getSpanContext().isValid()) {
            MDC.put(MDC_KEY, span.getSpanContext().getTraceId());
        }
        return outer;
    }

    /// Has the log name what it named before.
    public static void restore(@Nullable String outer) {
        if (outer == null) {
            MDC.remove(MDC_KEY);
        } else {
            MDC.put(MDC_KEY, outer);
        }
    }

    /// Something to do.
    @FunctionalInterface
    public interface Work<T, E extends Exception> {
        T run() throws E;
    }
}
