package io.firstclaim.benchmarks.pieces;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.benchmarks.Benchmarks;
import io.firstclaim.core.trust.HandshakeDecision;
import io.firstclaim.edge.trust.ChainVerdict;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/// Each piece works, and JMH finds it.
class PiecesTest {
    @Test
    void everyPieceIsMeasuredInItsShortestForm() {
        assertThat(Benchmarks.run("jmh", "--short")).isZero();
    }

    @Test
    void aPatternThatFitsNoPieceIsAUsageError() {
        assertThat(Benchmarks.run("jmh", "--short", "--only", "Nothing")).isEqualTo(CommandLine.ExitCode.USAGE);
    }

    @Test
    void whatIsMeasuredIsWhatItSays() {
        var identities = new Identities();
        var paths = new TrustPaths();

        assertThat(identities.parseId()).hasToString(identities.certificateToId());
        assertThat(paths.core()).isInstanceOf(HandshakeDecision.Trusted.class);
        assertThat(paths.edge()).isInstanceOf(ChainVerdict.Trusted.class);
        assertThat(new Writes().plan()).hasSize(6);
    }
}
