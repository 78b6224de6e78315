package io.firstclaim.edge.health;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/// What the edge counts. The names are documented in `docs/metrics.md`; they are an interface, so change them like one.
public final class EdgeMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    /// How a bootstrap ended.
    public enum BootstrapOutcome {
        /// The device acknowledged everything and the core knows.
        CONFIRMED,
        /// It acknowledged everything; the core could not be told. The registration confirms it.
        UNCONFIRMED,
        /// It was refused; the reason says why.
        REFUSED,
        /// Its request was broken.
        MALFORMED,
        /// It did not take a write, or fell silent.
        FAILED,
        /// A newer bootstrap of the same device took its place.
        SUPERSEDED
    }

    /// Counts a bootstrap that ended.
    ///
    /// @param reason the refusal reason in lower case without prefix, or `none`
    public void bootstrapEnded(BootstrapOutcome outcome, String reason) {
        count("firstclaim.bootstraps", "Bootstraps that ended", "outcome", label(outcome), "reason", reason);
    }

    /// Times a bootstrap that was let in, from its request to its end.
    public void conversationTook(Duration time) {
        Timer.builder("firstclaim.bootstrap.conversation")
                .description("How long a bootstrap that was let in took, from its request to its end")
                .register(registry).record(time);
    }

    /// Counts a handshake.
    ///
    /// @param port `bootstrap` or `registration`
    /// @param result `trusted`, `undecided`, or the reason in lower case
    public void handshakeJudged(String port, String result) {
        count("firstclaim.handshakes", "Client certificates that were judged", "port", port, "result", result);
    }

    /// Counts a handshake that is over.
    ///
    /// @param port `bootstrap` or `registration`
    /// @param end `established`, the alert that ended it, or `timeout`, `abandoned`, `evicted`
    public void handshakeEnded(String port, String end) {
        count("firstclaim.dtls.handshakes", "DTLS handshakes that are over", "port", port, "end", end);
    }

    /// Counts the ClientHellos of a port that are not answered because their source has caused too much work in vain.
    ///
    /// @return counts one
    public Runnable hellosDropped(String port) {
        return Counter.builder("firstclaim.dtls.hellos.dropped")
                .description("ClientHellos left unanswered for what their source did before").tag("port", port)
                .register(registry)::increment;
    }

    /// Shows how many handshakes are under way at a port. The caller counts.
    public AtomicInteger handshakesUnderWay(String port) {
        AtomicInteger value = new AtomicInteger();
        Gauge.builder("firstclaim.dtls.handshakes.pending", value, AtomicInteger::get)
                .description("DTLS handshakes that are under way").tag("port", port).strongReference(true)
                .register(registry);
        return value;
    }

    /// Counts a request at the registration port.
    ///
    /// @param operation `register`, `update` or `deregister`
    /// @param code the CoAP code of the answer
    public void registrationAnswered(String operation, String code) {
        count("firstclaim.registrations", "Requests at the registration port, answered", "operation", operation, "code",
                code);
    }

    /// Shows a number that is asked for at each scrape.
    public void show(String name, String description, IntSupplier value) {
        Gauge.builder(name, value, IntSupplier::getAsInt).description(description).strongReference(true)
                .register(registry);
    }

    /// Shows how many DTLS sessions a port has.
    ///
    /// @param open asked at each scrape
    public void showSessions(String port, IntSupplier open) {
        Gauge.builder("firstclaim.dtls.sessions", open, IntSupplier::getAsInt)
                .description("DTLS sessions, handshakes under way among them").tag("port", port).strongReference(true)
                .register(registry);
    }

    /// Everything in the Prometheus text format.
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        registry.close();
    }

    private void count(String name, String description, String... tags) {
        Counter.builder(name).description(description).tags(tags).register(registry).increment();
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
