package io.firstclaim.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// How many signatures a search may take, and what is said when that is not enough.
class TrustPathBoundsTest {
    private static final Maker ROOT = Maker.named("OEM");

    private final TrustPath path = new TrustPath(new SignatureChecks());

    @Test
    void namesakesCostABoundedNumberOfSignaturesAndAreFoundAtTheNextTry() {
        var lookAlikes = IntStream.range(0, TrustPath.MAX_SIGNATURES).mapToObj(_ -> Maker.named("OEM")).toList();
        var all = new ArrayList<>(lookAlikes);
        all.add(ROOT);
        var anchors = anchors(all.toArray(Maker[]::new));
        var meter = ROOT.device("meter");

        assertThat(path.find(meter.chain(), anchors, Samples.NOW)).isInstanceOfSatisfying(Undecided.class,
                undecided -> assertThat(undecided.signatures()).isEqualTo(TrustPath.MAX_SIGNATURES));
        assertTrusted(path.find(meter.chain(), anchors, Samples.NOW), ROOT);
    }

    @Test
    void oneNamesakeFewerIsFoundAtOnce() {
        var all = new ArrayList<>(
                IntStream.range(0, TrustPath.MAX_SIGNATURES - 1).mapToObj(_ -> Maker.named("OEM")).toList());
        all.add(ROOT);

        assertTrusted(find(ROOT.device("meter"), all.toArray(Maker[]::new)), ROOT);
    }

    @Test
    void asManyNamesakesAsMayBeTriedAreAllTriedAndLeadNowhere() {
        var all = IntStream.range(0, TrustPath.MAX_SIGNATURES).mapToObj(_ -> Maker.named("OEM")).toArray(Maker[]::new);

        assertThat(find(ROOT.device("meter"), all)).isInstanceOfSatisfying(Untrusted.class, untrusted -> {
            assertThat(untrusted.reason()).isEqualTo(UntrustedReason.UNKNOWN_CA);
            assertThat(untrusted.signatures()).isEqualTo(TrustPath.MAX_SIGNATURES);
        });
    }

    @Test
    void namesakesOfAShownIntermediateDoNotHideTheRoot() {
        var line = ROOT.branch("line 1");
        var lookAlikes = IntStream.rangeClosed(0, TrustPath.MAX_SIGNATURES).mapToObj(_ -> Maker.named("line 1"))
                .toList();
        var all = new ArrayList<>(lookAlikes);
        all.add(ROOT);
        var anchors = anchors(all.toArray(Maker[]::new));
        var meter = line.device("meter");

        assertThat(path.find(meter.chain(), anchors, Samples.NOW)).isInstanceOf(Undecided.class);
        assertTrusted(path.find(meter.chain(), anchors, Samples.NOW), ROOT);
    }

    private HandshakeDecision find(SampleDevice device, Maker... trusted) {
        return path.find(device.chain(), anchors(trusted), Samples.NOW);
    }

    private static AccountAnchors anchors(Maker... trusted) {
        var account = Samples.id();
        return new AccountAnchors(Arrays.stream(trusted)
                .map(maker -> Samples.trusted(account, "CA " + Samples.id(), maker.uploaded())).toList());
    }

    private static void assertTrusted(HandshakeDecision decision, Maker by) {
        assertThat(decision).isEqualTo(new Trusted(by.certificate()));
    }
}
