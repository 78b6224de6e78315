package io.firstclaim.edge.coap;

import io.firstclaim.api.trace.SessionTraces;
import io.firstclaim.api.trace.TracedCalls;
import io.firstclaim.api.trace.Tracing;
import io.firstclaim.edge.health.EdgeMetrics;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.edge.trust.ChainJudge;
import io.firstclaim.edge.trust.ChainVerdict;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.CertPath;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.security.auth.x500.X500Principal;
import org.eclipse.californium.scandium.dtls.AlertMessage;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertDescription;
import org.eclipse.californium.scandium.dtls.AlertMessage.AlertLevel;
import org.eclipse.californium.scandium.dtls.CertificateMessage;
import org.eclipse.californium.scandium.dtls.CertificateType;
import org.eclipse.californium.scandium.dtls.CertificateVerificationResult;
import org.eclipse.californium.scandium.dtls.ConnectionId;
import org.eclipse.californium.scandium.dtls.HandshakeException;
import org.eclipse.californium.scandium.dtls.HandshakeResultHandler;
import org.eclipse.californium.scandium.dtls.x509.NewAdvancedCertificateVerifier;
import org.eclipse.californium.scandium.util.ServerNames;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Has the chain of each handshake judged on a virtual thread while the handshake waits, and turns a bad verdict into the fatal alert that the device
/// shows as "Secure Connection Failed." The whole chain as it was sent becomes the identity of the session: the claim judges it once more.
final class ChainVerifier implements NewAdvancedCertificateVerifier {

    private static final Logger LOG = LoggerFactory.getLogger(ChainVerifier.class);
    /// Less than a handshake lives, so that the device hears of it.
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(20);
    private static final String REASON_PREFIX = "UNTRUSTED_REASON_";

    private final String port;
    private final ChainJudge judge;
    private final EdgeMetrics metrics;
    private final WastedWork wasted;
    private final Turns<InetAddress> turns;
    private volatile @Nullable HandshakeResultHandler handler;

    /// For one port.
    ///
    /// @param port for the metrics
    /// @param wasted is told of signatures that were verified in vain
    /// @param perSource how many handshakes of one address are judged at once; more wait
    ChainVerifier(String port, ChainJudge judge, EdgeMetrics metrics, WastedWork wasted, int perSource) {
        this.port = port;
        this.judge = judge;
        this.metrics = metrics;
        this.wasted = wasted;
        this.turns = new Turns<>(perSource, LONGEST_WAIT);
    }

    @Override
    public List<CertificateType> getSupportedCertificateTypes() {
        return List.of(CertificateType.X_509);
    }

    /// None: many tenants' CAs would not fit into the request, and must not be published.
    @Override
    public List<X500Principal> getAcceptedIssuers() {
        return List.of();
    }

    @Override
    public void setResultHandler(HandshakeResultHandler resultHandler) {
        handler = resultHandler;
    }

    @Override
    public @Nullable CertificateVerificationResult verifyCertificate(ConnectionId cid, ServerNames serverName,
            InetSocketAddress remotePeer, boolean clientUsage, boolean verifySubject, boolean truncateCertificatePath,
            CertificateMessage message) {
        InetAddress source = remotePeer.getAddress();
        CertPath path = message.getCertificateChain();
        if (path == null || path.getCertificates().isEmpty()) {
            return result(cid, source, null,
                    new ChainVerdict.Untrusted(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE,
                            "no certificate was shown"));
        }
        Thread.ofVirtual().name("handshake").start(() -> judge(cid, path, source));
        return null;
    }

    private void judge(ConnectionId cid, CertPath path, InetAddress source) {
        try {
            List<X509Certificate> chain = path.getCertificates().stream().map(X509Certificate.class::cast).toList();
            deliver(result(cid, source, path, traced(chain, source, () -> turns.take(source, () -> judge.judge(chain))
                    .orElseGet(() -> new ChainVerdict.Undecided("too many handshakes at once from " + source)))));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException defect) {
            LOG.error("a handshake could not be judged", defect);
            deliver(result(cid, source, path, new ChainVerdict.Undecided("a defect of the edge")));
        }
    }

    /// In the log and in a trace of its own, which the request on the session then belongs to.
    private ChainVerdict traced(List<X509Certificate> chain, InetAddress source,
            Tracing.Work<ChainVerdict, InterruptedException> judging) throws InterruptedException {
        String enrollmentId = Certificates.enrollmentId(chain.getFirst());
        String requestId = UUID.randomUUID().toString();
        try (var _ = MDC.putCloseable("enrollment_id", enrollmentId);
                var _ = MDC.putCloseable(TracedCalls.REQUEST_ID, requestId)) {
            Span span = Tracing.span("DTLS handshake").setSpanKind(SpanKind.SERVER).setNoParent()
                    .setAttribute("firstclaim.enrollment_id", enrollmentId)
                    .setAttribute("firstclaim.request_id", requestId).setAttribute("firstclaim.port", port)
                    .setAttribute("network.peer.address", source.getHostAddress()).startSpan();
            SessionTraces.began(Certificates.fingerprint(chain.getFirst()), span);
            return Tracing.in(span, () -> {
                ChainVerdict verdict = judging.run();
                span.setAttribute("firstclaim.verdict", verdict.getClass().getSimpleName().toLowerCase(Locale.ROOT));
                return verdict;
            });
        }
    }

    private void deliver(CertificateVerificationResult result) {
        HandshakeResultHandler waiting = handler;
        if (waiting != null) {
            waiting.apply(result);
        }
    }

    private CertificateVerificationResult result(ConnectionId cid, InetAddress source, @Nullable CertPath path,
            ChainVerdict verdict) {
        return switch (verdict) {
            case ChainVerdict.Trusted trusted -> {
                metrics.handshakeJudged(port, "trusted");
                yield new CertificateVerificationResult(cid, path, null);
            }
            case ChainVerdict.Untrusted(UntrustedReason reason, String detail, int signatures) -> {
                wasted.signatures(source, signatures);
                metrics.handshakeJudged(port, reason.name().replace(REASON_PREFIX, "").toLowerCase(Locale.ROOT));
                yield failure(cid, alertFor(reason), detail);
            }
            case ChainVerdict.Undecided(String detail, int signatures) -> {
                if (signatures == 0) {
                    wasted.handshakeIsForgiven(source);
                }
                wasted.signatures(source, signatures);
                metrics.handshakeJudged(port, "undecided");
                yield failure(cid, AlertDescription.INTERNAL_ERROR, detail);
            }
        };
    }

    private CertificateVerificationResult failure(ConnectionId cid, AlertDescription alert, String detail) {
        LOG.info("a handshake at the {} port fails with {}: {}", port, alert.getDescription(), oneLine(detail));
        return new CertificateVerificationResult(cid,
                new HandshakeException(detail, new AlertMessage(AlertLevel.FATAL, alert)), null);
    }

    /// The names in a stranger's certificate may hold anything, line breaks too, and must not forge a line of the log.
    static String oneLine(String detail) {
        return detail.replaceAll("[\\p{Cntrl}\\u0085\\u2028\\u2029]", "\uFFFD");
    }

    /// The alerts of RFC 5246, section 7.2.2.
    static AlertDescription alertFor(UntrustedReason reason) {
        return switch (reason) {
            case UNTRUSTED_REASON_EXPIRED -> AlertDescription.CERTIFICATE_EXPIRED;
            case UNTRUSTED_REASON_BAD_CERTIFICATE -> AlertDescription.BAD_CERTIFICATE;
            case UNTRUSTED_REASON_WRONG_USAGE, UNTRUSTED_REASON_UNSUPPORTED_KEY ->
                AlertDescription.UNSUPPORTED_CERTIFICATE;
            case UNTRUSTED_REASON_UNKNOWN_CA, UNTRUSTED_REASON_UNSPECIFIED, UNRECOGNIZED -> AlertDescription.UNKNOWN_CA;
        };
    }
}
