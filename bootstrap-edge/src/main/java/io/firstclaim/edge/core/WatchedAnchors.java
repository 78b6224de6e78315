package io.firstclaim.edge.core;

import io.firstclaim.edge.trust.AnchorSet;
import io.firstclaim.proto.bootstrap.v1.TrustAnchor;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsResponse;
import java.util.List;
import java.util.Optional;

/// The trust anchors that the core told last. Kept while the core is away.
public final class WatchedAnchors {

    private volatile Optional<Told> latest = Optional.empty();

    /// What the core told at one moment.
    ///
    /// @param factories who may have issued the certificates of devices at the bootstrap port
    /// @param deviceCa who issued those at the registration port
    public record Told(AnchorSet factories, AnchorSet deviceCa) {}

    /// Empty until the core told them once.
    public Optional<Told> latest() {
        return latest;
    }

    void replace(WatchTrustAnchorsResponse told) {
        AnchorSet factories = AnchorSet.parse(told.getAnchorsList().stream().map(TrustAnchor::getCertificate).toList());
        latest = Optional.of(new Told(factories, AnchorSet.parse(List.of(told.getDeviceCaCertificate()))));
    }
}
