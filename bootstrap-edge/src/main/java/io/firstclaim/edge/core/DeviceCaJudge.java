package io.firstclaim.edge.core;

import io.firstclaim.edge.trust.ChainJudge;
import io.firstclaim.edge.trust.ChainVerdict;
import io.firstclaim.edge.trust.PathValidation;
import java.security.cert.X509Certificate;
import java.util.List;

/// Decides handshakes at the registration port: only certificates of the LwM2M device CA, within their validity. A factory certificate is not
/// trusted here, since registering with one, the direct flow, is not supported. Whether the credential is still good decides the registration.
public final class DeviceCaJudge implements ChainJudge {

    private final WatchedAnchors anchors;
    private final PathValidation validation;

    public DeviceCaJudge(WatchedAnchors anchors, PathValidation validation) {
        this.anchors = anchors;
        this.validation = validation;
    }

    @Override
    public ChainVerdict judge(List<X509Certificate> chain) {
        return anchors.latest().map(told -> validation.validate(chain, told.deviceCa()))
                .orElseGet(() -> new ChainVerdict.Undecided("the device CA was never told"));
    }
}
