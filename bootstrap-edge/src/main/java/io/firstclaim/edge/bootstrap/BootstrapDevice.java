package io.firstclaim.edge.bootstrap;

import com.google.protobuf.ByteString;
import io.firstclaim.api.DeviceAnswers;
import io.firstclaim.api.trace.Tracing;
import io.firstclaim.edge.bootstrap.DeviceLink.Answered;
import io.firstclaim.edge.bootstrap.DeviceLink.Silent;
import io.firstclaim.edge.core.CoreAnswer;
import io.firstclaim.edge.core.CoreCalls;
import io.firstclaim.edge.health.EdgeMetrics;
import io.firstclaim.edge.health.EdgeMetrics.BootstrapOutcome;
import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimedDevice;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapResponse;
import io.firstclaim.proto.claim.v1.DeviceAnswer;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.security.KeyPair;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The conversation of a bootstrap: claim, let in, write, finish, confirm. One straight method, played on a virtual thread of its own.
///
/// After the device was let in nothing can be shown to it any more: when a write fails it is left alone, and comes back by itself.
final class BootstrapDevice {

    private static final Logger LOG = LoggerFactory.getLogger(BootstrapDevice.class);
    private static final String REASON_PREFIX = "REFUSAL_REASON_";
    private static final String NO_REASON = "none";
    private static final int CONFIRMATIONS = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

    private final CoreCalls core;
    private final KeyPairPool keys;
    private final Plans plans;
    private final BootstrapSettings settings;
    private final EdgeMetrics metrics;

    /// Waits until an earlier conversation with the same device has ended, so that its claim reaches the core before ours, and none of its writes
    /// comes between ours.
    interface Predecessor {
        void awaitEnd() throws InterruptedException;
    }

    BootstrapDevice(CoreCalls core, KeyPairPool keys, BootstrapSettings settings, EdgeMetrics metrics) {
        this.core = core;
        this.keys = keys;
        this.plans = Plans.inTlv();
        this.settings = settings;
        this.metrics = metrics;
    }

    void bootstrap(DeviceLink device, BootstrapRequest request, RequestTrace trace, Predecessor predecessor)
            throws InterruptedException {
        predecessor.awaitEnd();
        KeyPair pair = keys.take();
        switch (core.claimDevice(claimOf(device, request, pair, trace.requestId()), device::holdOn)) {
            case CoreAnswer.Answered<ClaimDeviceResponse>(ClaimDeviceResponse answer) -> {
                switch (answer.getDecisionCase()) {
                    case CLAIMED -> {
                        trace.claimed(answer.getClaimed());
                        converse(device, request, answer.getClaimed(), pair);
                    }
                    case REFUSED -> {
                        refuse(device, request, answer.getRefused().getReason(), answer.getRefused().getDetail());
                        giveBackIfDefinite(pair, answer.getRefused().getReason());
                    }
                    case DECISION_NOT_SET -> refuse(device, request, RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER,
                            "the core's answer has no decision");
                }
            }
            case CoreAnswer.Rejected<ClaimDeviceResponse>(String what) -> {
                LOG.info("{}: the core finds the request broken: {}", name(request), what);
                device.reject(what);
                keys.giveBack(pair);
                metrics.bootstrapEnded(BootstrapOutcome.MALFORMED, NO_REASON);
            }
            case CoreAnswer.Failed<ClaimDeviceResponse>(RefusalReason reason, String detail) ->
                refuse(device, request, reason, detail);
        }
    }

    private static ClaimDeviceRequest claimOf(DeviceLink device, BootstrapRequest request, KeyPair pair,
            String requestId) {
        return ClaimDeviceRequest.newBuilder().setRequestId(requestId)
                .addAllCertificateChain(Certificates.encode(device.chain())).setEndpointName(request.endpointName())
                .setAccountId(request.accountId()).setPublicKey(ByteString.copyFrom(pair.getPublic().getEncoded()))
                .build();
    }

    private void refuse(DeviceLink device, BootstrapRequest request, RefusalReason reason, String detail) {
        DeviceAnswer answer = DeviceAnswers.of(reason);
        LOG.info("{} is refused: {} ({})", name(request), answer.getText(), detail);
        device.refuse(answer);
        metrics.bootstrapEnded(BootstrapOutcome.REFUSED, label(reason));
    }

    /// The core's 4.xx answers come before it takes note of the key. The others may come after, and the key must not be given to a second device.
    private void giveBackIfDefinite(KeyPair pair, RefusalReason reason) {
        if (DeviceAnswers.of(reason).getCoapCode().startsWith("4.")) {
            keys.giveBack(pair);
        }
    }

    private void converse(DeviceLink device, BootstrapRequest request, ClaimedDevice claimed, KeyPair pair)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("superseded while the claim went on");
        }
        long begin = System.nanoTime();
        BootstrapOutcome outcome = device.letIn() && play(device, request, settings.provision(claimed, pair))
                ? confirm(request, claimed)
                : BootstrapOutcome.FAILED;
        Duration took = Duration.ofNanos(System.nanoTime() - begin);
        LOG.info("{} is device {} of account {}: {} after {} ms", name(request), claimed.getDeviceId(),
                claimed.getAccountId(), outcome, took.toMillis());
        metrics.conversationTook(took);
        metrics.bootstrapEnded(outcome, NO_REASON);
    }

    private boolean play(DeviceLink device, BootstrapRequest request, Provisioning granted)
            throws InterruptedException {
        for (Write write : planFor(device, request, granted)) {
            switch (traced(device, write)) {
                case Answered answered when answered.isSuccess() -> LOG.debug("{}: {} {}", name(request), write,
                        answered.code());
                case Answered answered -> {
                    LOG.warn("{} answers {} to {}; left alone until it comes back", name(request), answered.code(),
                            write);
                    return false;
                }
                case Silent(String why) -> {
                    LOG.warn("{} does not answer {}: {}; left alone until it comes back", name(request), write, why);
                    return false;
                }
            }
        }
        return true;
    }

    private static DeviceLink.Reply traced(DeviceLink device, Write write) throws InterruptedException {
        Span span = Tracing.span("write " + write.action() + " " + write.path()).setSpanKind(SpanKind.CLIENT)
                .startSpan();
        return Tracing.in(span, () -> {
            DeviceLink.Reply reply = device.write(write);
            if (!(reply instanceof Answered answered && answered.isSuccess())) {
                span.setStatus(StatusCode.ERROR);
            }
            return reply;
        });
    }

    private List<Write> planFor(DeviceLink device, BootstrapRequest request, Provisioning granted)
            throws InterruptedException {
        return switch (request.client()) {
            case PELION -> plans.objects(granted);
            case STANDARD -> {
                OptionalInt bootstrapInstance = discover(device, request);
                yield bootstrapInstance.isPresent()
                        ? plans.instances(granted, bootstrapInstance.getAsInt())
                        : plans.instancesUnasked(granted);
            }
        };
    }

    private static OptionalInt discover(DeviceLink device, BootstrapRequest request) throws InterruptedException {
        return switch (device.write(Write.DISCOVER)) {
            case Answered answered when answered.isSuccess() ->
                DiscoverAnswer.bootstrapInstance(answered.payload().toStringUtf8());
            case Answered answered -> {
                LOG.info("{} can't discover: {}", name(request), answered.code());
                yield OptionalInt.empty();
            }
            case Silent(String why) -> {
                LOG.info("{} can't discover: {}", name(request), why);
                yield OptionalInt.empty();
            }
        };
    }

    /// Tells the core, some times if need be. If it never hears of it, the first registration with the new credential says the same.
    private BootstrapOutcome confirm(BootstrapRequest request, ClaimedDevice claimed) throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        for (int attempt = 1; attempt <= CONFIRMATIONS; attempt++) {
            switch (core.confirmBootstrap(claimed.getIntentId())) {
                case CoreAnswer.Answered<ConfirmBootstrapResponse>(ConfirmBootstrapResponse answer) -> {
                    return answer.getConfirmed() ? BootstrapOutcome.CONFIRMED : BootstrapOutcome.SUPERSEDED;
                }
                case CoreAnswer.Rejected<ConfirmBootstrapResponse>(String what) -> {
                    LOG.error("{}: the core rejects the confirmation: {}", name(request), what);
                    return BootstrapOutcome.UNCONFIRMED;
                }
                case CoreAnswer.Failed<ConfirmBootstrapResponse>(var reason, String detail) ->
                    LOG.warn("{}: confirmation {} of {} failed: {}", name(request), attempt, CONFIRMATIONS, detail);
            }
            Thread.sleep(pause);
            pause = pause.multipliedBy(2);
        }
        return BootstrapOutcome.UNCONFIRMED;
    }

    static String name(BootstrapRequest request) {
        return "device '" + request.endpointName() + "'";
    }

    static String label(RefusalReason reason) {
        return reason.name().replace(REASON_PREFIX, "").toLowerCase(Locale.ROOT);
    }
}
