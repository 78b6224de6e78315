package io.firstclaim.benchmarks.pieces;

import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.HandshakeDecision;
import io.firstclaim.core.trust.SignatureChecks;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.crypto.CryptoChoice;
import io.firstclaim.crypto.NativeCrypto;
import io.firstclaim.edge.trust.AnchorSet;
import io.firstclaim.edge.trust.ChainVerdict;
import io.firstclaim.edge.trust.PathValidation;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.security.auth.x500.X500Principal;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/// From a device's chain to a trust anchor, with a signature to verify: in the core, and in an edge whose core is away.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TrustPaths {
    private final Instant now = Instant.now();
    private final Maker maker = new Maker("Maker");
    private final X509Certificate leaf = maker.devices("meter", 1).getFirst().certificate();
    private final List<X509Certificate> presented = List.of(leaf);
    private final CertificateChain chain = CertificateChain.parse(List.of(Maker.encoded(leaf)));
    private final AnchorSet told = AnchorSet.of(List.of(maker.certificate()));
    private final PathValidation validation = new PathValidation(Clock.systemUTC());
    private final TrustPath.Anchors anchors = new TrustPath.Anchors() {
        @Override
        public List<X509Certificate> named(X500Principal subject) {
            return subject.equals(maker.certificate().getSubjectX500Principal())
                    ? List.of(maker.certificate())
                    : List.of();
        }

        @Override
        public boolean contains(X509Certificate certificate) {
            return certificate.equals(maker.certificate());
        }
    };

    /// On the cryptography that the product chooses.
    public TrustPaths() {
        NativeCrypto.use(CryptoChoice.of(System.getProperties(), System.getenv()));
    }

    /// The core's search, for a certificate that it has not seen before.
    @Benchmark
    public HandshakeDecision core() {
        return new TrustPath(new SignatureChecks()).find(chain, anchors, now);
    }

    /// The edge's search.
    @Benchmark
    public ChainVerdict edge() {
        return validation.validate(presented, told);
    }
}
