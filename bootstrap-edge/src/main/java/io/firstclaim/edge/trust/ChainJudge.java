package io.firstclaim.edge.trust;

import java.security.cert.X509Certificate;
import java.util.List;

/// Decides on the chains of handshakes at one port. May block.
@FunctionalInterface
public interface ChainJudge {

    /// Judges one chain.
    ///
    /// @param chain as it was sent, leaf first, not empty
    ChainVerdict judge(List<X509Certificate> chain) throws InterruptedException;
}
