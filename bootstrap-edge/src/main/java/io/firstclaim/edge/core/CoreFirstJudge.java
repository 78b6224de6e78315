package io.firstclaim.edge.core;

import io.firstclaim.edge.trust.Certificates;
import io.firstclaim.edge.trust.ChainJudge;
import io.firstclaim.edge.trust.ChainVerdict;
import io.firstclaim.edge.trust.PathValidation;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Decides handshakes at the bootstrap port: the core does, and while it is away the anchors that it told last let devices in. That is safe, since the
/// claim checks the chain again. They keep nobody out for want of a CA, which somebody may have uploaded since at a core that this edge does not reach:
/// "away" never looks like "not trusted".
public final class CoreFirstJudge implements ChainJudge {

    private static final Logger LOG = LoggerFactory.getLogger(CoreFirstJudge.class);

    private final CoreCalls core;
    private final WatchedAnchors anchors;
    private final PathValidation validation;

    public CoreFirstJudge(CoreCalls core, WatchedAnchors anchors, PathValidation validation) {
        this.core = core;
        this.anchors = anchors;
        this.validation = validation;
    }

    @Override
    public ChainVerdict judge(List<X509Certificate> chain) throws InterruptedException {
        Optional<ChainVerdict.Untrusted> passed = PathValidation.limitPassed(chain);
        if (passed.isPresent()) {
            return passed.get();
        }
        return switch (core.checkHandshake(Certificates.encode(chain))) {
            case CoreAnswer.Answered<CheckHandshakeResponse>(CheckHandshakeResponse answer) -> verdict(answer);
            case CoreAnswer.Rejected<CheckHandshakeResponse>(String what) ->
                new ChainVerdict.Untrusted(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE, what);
            case CoreAnswer.Failed<CheckHandshakeResponse>(var reason, String detail) -> {
                LOG.debug("the core did not judge a handshake ({}: {}); the last anchors decide", reason, detail);
                yield byLastAnchors(chain);
            }
        };
    }

    private ChainVerdict verdict(CheckHandshakeResponse answer) {
        return switch (answer.getDecisionCase()) {
            case TRUSTED -> {
                validation.servedLately(answer.getTrusted().getAnchorFingerprint());
                yield new ChainVerdict.Trusted(answer.getTrusted().getAnchorFingerprint());
            }
            case UNTRUSTED -> new ChainVerdict.Untrusted(answer.getUntrusted().getReason(),
                    answer.getUntrusted().getDetail(), answer.getUntrusted().getSignatures());
            case UNDECIDED -> new ChainVerdict.Undecided(answer.getUndecided().getDetail(),
                    answer.getUndecided().getSignatures());
            case DECISION_NOT_SET -> new ChainVerdict.Undecided("the core's answer has no decision");
        };
    }

    private ChainVerdict byLastAnchors(List<X509Certificate> chain) {
        return anchors.latest().map(told -> unlessOutdated(validation.validate(chain, told.factories())))
                .orElseGet(() -> new ChainVerdict.Undecided("no trust anchors were ever told"));
    }

    /// What is wrong with the chain itself stays wrong.
    private static ChainVerdict unlessOutdated(ChainVerdict verdict) {
        return verdict instanceof ChainVerdict.Untrusted(var reason, String detail, int signatures)
                && reason == UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA
                        ? new ChainVerdict.Undecided("the core is away, and of what it told last " + detail, signatures)
                        : verdict;
    }
}
