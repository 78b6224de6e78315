package io.firstclaim.server.claim;

import io.firstclaim.core.claim.ClaimOutcome;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.server.health.CoreMetrics;
import io.opentelemetry.api.trace.Span;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// Tells metrics, the log and the trace what became of a claim.
final class ClaimReport {
    private static final Logger LOG = LoggerFactory.getLogger(ClaimReport.class);

    private final CoreMetrics metrics;

    ClaimReport(CoreMetrics metrics) {
        this.metrics = metrics;
    }

    void report(DevicePresentation presented, ClaimOutcome outcome) {
        var enrollmentId = new EnrollmentId(presented.fingerprint()).toString();
        Span.current().setAttribute("firstclaim.enrollment_id", enrollmentId);
        try (var _ = MDC.putCloseable("enrollment_id", enrollmentId)) {
            switch (outcome) {
                case Claimed claimed -> claimed(claimed);
                case Refused(var reason, var detail) -> {
                    metrics.claimDecided("refused", reason.name().toLowerCase(Locale.ROOT));
                    LOG.info("refused: {} ({})", reason, detail);
                }
            }
        }
    }

    private void claimed(Claimed claimed) {
        metrics.claimDecided(claimed.repeated() ? "repeated" : "claimed", "none");
        var deviceId = claimed.deviceId().toString();
        var accountId = claimed.accountId().toString();
        Span.current().setAttribute("firstclaim.device_id", deviceId).setAttribute("firstclaim.account_id", accountId);
        try (var _ = MDC.putCloseable("device_id", deviceId); var _ = MDC.putCloseable("account_id", accountId)) {
            LOG.info("claimed");
        }
    }
}
