package io.firstclaim.server.health;

import io.firstclaim.api.trace.Tracing;
import io.firstclaim.persistence.ExecutedStatement;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Locale;

/// Makes a span of each statement of a call, by the semantic conventions for databases. The text has no values in it.
public final class StatementSpans {

    private StatementSpans() {}

    /// Makes the span of a statement, unless it was carried out beside the calls.
    public static void record(ExecutedStatement statement) {
        if (!Span.current().getSpanContext().isValid()) {
            return;
        }
        var text = statement.text().strip();
        var operation = text.split("\\s", 2)[0].toUpperCase(Locale.ROOT);
        var span = Tracing.span(operation).setSpanKind(SpanKind.CLIENT).setStartTimestamp(statement.began())
                .setAttribute("db.system.name", statement.system()).setAttribute("db.operation.name", operation)
                .setAttribute("db.query.text", text).startSpan();
        if (statement.failed()) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end(statement.ended());
    }
}
