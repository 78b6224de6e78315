package io.firstclaim.core.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.CertificateDraft;
import io.firstclaim.core.Maker;
import io.firstclaim.core.SampleDevice;
import io.firstclaim.core.Samples;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustPathTest {
    private static final Instant UNTIL = Instant.parse("2030-01-01T00:00:00Z");
    private static final Maker ROOT = Maker.named("OEM");

    private final TrustPath path = new TrustPath(new SignatureChecks());

    @Test
    void aDeviceThatShowsOnlyItselfLeadsToTheCaThatIssuedIt() {
        assertTrusted(find(ROOT.device("meter"), ROOT), ROOT);
    }

    @Test
    void aDeviceThatShowsTheRootTooLeadsToIt() {
        assertTrusted(find(ROOT.presentingItself().device("meter"), ROOT), ROOT);
    }

    @Test
    void theAnchorMayBeTheRootAboveAShownIntermediate() {
        assertTrusted(find(ROOT.branch("line 1").device("meter"), ROOT), ROOT);
    }

    @Test
    void theAnchorMayBeTheIntermediateItself() {
        var line = ROOT.branch("line 1");

        assertTrusted(find(line.device("meter"), line), line);
        assertTrusted(find(line.presentingNothing().device("meter"), line), line);
    }

    @Test
    void anIntermediateThatIsNotShownHidesTheRoot() {
        assertUntrusted(find(ROOT.branch("line 1").presentingNothing().device("meter"), ROOT),
                UntrustedReason.UNKNOWN_CA);
    }

    @Test
    void aDeviceOfAnotherCaLeadsNowhere() {
        assertUntrusted(find(Maker.named("Other").device("meter"), ROOT), UntrustedReason.UNKNOWN_CA);
    }

    @Test
    void withoutAnchorsNothingIsTrusted() {
        assertUntrusted(find(ROOT.presentingItself().device("meter")), UntrustedReason.UNKNOWN_CA);
    }

    @Test
    void aLookAlikeOfTheSameNameDoesNotHideTheCa() {
        var lookAlike = Maker.named("OEM");

        assertTrusted(find(ROOT.device("meter"), lookAlike, ROOT), ROOT);
        assertUntrusted(find(ROOT.device("meter"), lookAlike), UntrustedReason.UNKNOWN_CA);
    }

    @Test
    void aForgedLeafThatShowsTheRealCaIsNotTrusted() {
        var forger = new Maker(Maker.named("OEM").certificate(), Maker.named("OEM").keys(),
                List.of(ROOT.certificate()));

        assertUntrusted(find(forger.device("meter"), ROOT), UntrustedReason.BAD_CERTIFICATE);
    }

    @Test
    void aCertificateOfTheSameNameAndKeyIsAsGood() {
        var reissued = Maker.of(CertificateDraft.ofCa("OEM").keys(ROOT.keys()));

        assertTrusted(find(ROOT.presentingItself().device("meter"), reissued), reissued);
    }

    @Test
    void anAnchorIsNotADevice() {
        var itself = new SampleDevice("OEM", List.of(ROOT.certificate()));

        assertThat(find(itself, ROOT)).isInstanceOf(Untrusted.class);
    }

    @Test
    void whatIsShownTwiceCountsOnce() {
        var line = ROOT.branch("line 1");
        var device = line.device("meter");
        var twice = new ArrayList<>(device.certificates());
        twice.add(line.certificate());

        assertTrusted(find(new SampleDevice("meter", twice), ROOT), ROOT);
    }

    @Test
    void whatIsShownBesideTheChainDoesNoHarmToALeafThatAnAnchorIssued() {
        var device = ROOT.device("meter");
        var withJunk = new SampleDevice("meter",
                List.of(device.certificates().getFirst(), Maker.named("junk").certificate()));

        assertTrusted(find(withJunk, ROOT), ROOT);
    }

    @Test
    void aPathMayBeAsLongAsTheCaAllows() {
        var none = Maker.of(CertificateDraft.ofCa("strict").pathLength(0));
        var one = Maker.of(CertificateDraft.ofCa("lenient").pathLength(1));

        assertTrusted(find(none.device("meter"), none), none);
        assertUntrusted(find(none.branch("line").device("meter"), none), UntrustedReason.WRONG_USAGE);
        assertTrusted(find(one.branch("line").device("meter"), one), one);
        assertUntrusted(find(one.branch("line").branch("shift").device("meter"), one), UntrustedReason.WRONG_USAGE);
    }

    @Test
    void theLengthThatAnIntermediateAllowsCountsToo() {
        var strict = ROOT.branch(CertificateDraft.ofCa("strict").pathLength(0));

        assertTrusted(find(strict.device("meter"), ROOT), ROOT);
        assertUntrusted(find(strict.branch("below").device("meter"), ROOT), UntrustedReason.WRONG_USAGE);
    }

    @Test
    void aDeviceIssuesNoDevices() {
        var meter = CertificateDraft.ofDevice("meter");
        var asIssuer = ROOT.branch(meter);

        assertUntrusted(find(asIssuer.device("child"), ROOT), UntrustedReason.WRONG_USAGE);
    }

    @Test
    void anIssuerNeedsTheRightToSignCertificates() {
        var mute = ROOT.branch(CertificateDraft.ofCa("mute").usage(KeyUsage.digitalSignature));
        var silent = ROOT.branch(CertificateDraft.ofCa("silent").usage(0));

        assertUntrusted(find(mute.device("meter"), ROOT), UntrustedReason.WRONG_USAGE);
        assertTrusted(find(silent.device("meter"), ROOT), ROOT);
    }

    @Test
    void aLeafIsGoodUntilTheLastSecondOfItsValidity() {
        var device = ROOT.device("meter", CertificateDraft.ofDevice("meter").valid(Samples.NOW, UNTIL));

        assertTrusted(path.find(device.chain(), anchors(ROOT), UNTIL), ROOT);
        assertUntrusted(path.find(device.chain(), anchors(ROOT), UNTIL.plusMillis(1)), UntrustedReason.EXPIRED);
    }

    @Test
    void aLeafIsGoodFromTheFirstSecondOfItsValidity() {
        var from = Instant.parse("2026-01-01T00:00:00Z");
        var device = ROOT.device("meter", CertificateDraft.ofDevice("meter").valid(from, UNTIL));

        assertTrusted(path.find(device.chain(), anchors(ROOT), from), ROOT);
        assertUntrusted(path.find(device.chain(), anchors(ROOT), from.minusMillis(1)), UntrustedReason.EXPIRED);
    }

    @Test
    void anExpiredCaIssuesNobody() {
        var old = Maker.of(CertificateDraft.ofCa("old").valid(Instant.EPOCH, UNTIL));

        assertTrusted(path.find(old.device("meter").chain(), anchors(old), UNTIL), old);
        assertUntrusted(path.find(old.device("meter").chain(), anchors(old), UNTIL.plus(Duration.ofSeconds(1))),
                UntrustedReason.EXPIRED);
    }

    @Test
    void anExpiredIntermediateBreaksThePathToTheRoot() {
        var old = ROOT.branch(CertificateDraft.ofCa("old").valid(Instant.EPOCH, Instant.EPOCH.plusSeconds(60)));

        assertUntrusted(find(old.device("meter"), ROOT), UntrustedReason.EXPIRED);
    }

    @Test
    void aLeafMustBeForTlsClients() {
        assertUntrusted(find(deviceFor(KeyPurposeId.id_kp_serverAuth), ROOT), UntrustedReason.WRONG_USAGE);
        assertTrusted(find(deviceFor(KeyPurposeId.id_kp_clientAuth), ROOT), ROOT);
        assertTrusted(find(deviceFor(KeyPurposeId.anyExtendedKeyUsage), ROOT), ROOT);
        assertTrusted(find(ROOT.device("meter", CertificateDraft.ofDevice("meter").purpose(null)), ROOT), ROOT);
    }

    @Test
    void aLeafMustBeAllowedToSign() {
        assertUntrusted(find(ROOT.device("meter", CertificateDraft.ofDevice("meter").usage(KeyUsage.keyAgreement)),
                ROOT), UntrustedReason.WRONG_USAGE);
        assertTrusted(find(ROOT.device("meter", CertificateDraft.ofDevice("meter").usage(0)), ROOT), ROOT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"secp384r1", "secp521r1"})
    void aLeafOfAnotherCurveIsNotSupported(String curve) {
        assertUntrusted(find(ROOT.device("meter", CertificateDraft.ofDevice("meter").curve(curve)), ROOT),
                UntrustedReason.UNSUPPORTED_KEY);
    }

    @Test
    void anRsaLeafIsNotSupported() {
        var draft = CertificateDraft.ofDevice("meter").keys(CertificateDraft.newKeys("RSA", "2048"));

        assertUntrusted(find(ROOT.device("meter", draft), ROOT), UntrustedReason.UNSUPPORTED_KEY);
    }

    @Test
    void theMakersOwnCaMayHaveAnyKey() {
        var rsa = Maker.of(CertificateDraft.ofCa("rsa").keys(CertificateDraft.newKeys("RSA", "2048")));
        var large = Maker.of(CertificateDraft.ofCa("large").curve("secp384r1"));

        assertTrusted(find(rsa.device("meter"), rsa), rsa);
        assertTrusted(find(large.device("meter"), large), large);
    }

    @Test
    void aCriticalExtensionThatNobodyUnderstandsIsAnObjection() {
        var leaf = CertificateDraft.ofDevice("meter").withUnknownCriticalExtension();
        var line = ROOT.branch(CertificateDraft.ofCa("line").withUnknownCriticalExtension());

        assertUntrusted(find(ROOT.device("meter", leaf), ROOT), UntrustedReason.WRONG_USAGE);
        assertUntrusted(find(line.device("meter"), ROOT), UntrustedReason.WRONG_USAGE);
    }

    @Test
    void aSignatureOverSha1ProvesNothing() {
        var weak = Maker.of(CertificateDraft.ofCa("weak").signedWeakly());
        var line = ROOT.branch(CertificateDraft.ofCa("line").signedWeakly());

        assertUntrusted(find(ROOT.device("meter", CertificateDraft.ofDevice("meter").signedWeakly()), ROOT),
                UntrustedReason.UNSUPPORTED_KEY);
        assertUntrusted(find(line.device("meter"), ROOT), UntrustedReason.UNSUPPORTED_KEY);
        assertTrusted(find(line.device("meter"), line), line);
        assertTrusted(find(weak.device("meter"), weak), weak);
    }

    @Test
    void aSignatureByRsaPssIsAsGoodAsItsHash() {
        var rsa = Maker.of(CertificateDraft.ofCa("rsa").keys(CertificateDraft.newKeys("RSA", "2048")));
        var strong = rsa.branch(CertificateDraft.ofCa("line").signedWithPss("SHA256"));
        var weak = rsa.branch(CertificateDraft.ofCa("line").signedWithPss("SHA1"));

        assertTrusted(find(rsa.device("meter", CertificateDraft.ofDevice("meter").signedWithPss("SHA256")), rsa), rsa);
        assertTrusted(find(strong.device("meter"), rsa), rsa);
        assertUntrusted(find(rsa.device("meter", CertificateDraft.ofDevice("meter").signedWithPss("SHA1")), rsa),
                UntrustedReason.UNSUPPORTED_KEY);
        assertUntrusted(find(weak.device("meter"), rsa), UntrustedReason.UNSUPPORTED_KEY);
        assertTrusted(find(weak.device("meter"), weak), weak);
    }

    private static SampleDevice deviceFor(KeyPurposeId purpose) {
        return ROOT.device("meter", CertificateDraft.ofDevice("meter").purpose(purpose));
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

    private static void assertUntrusted(HandshakeDecision decision, UntrustedReason reason) {
        assertThat(decision).isInstanceOfSatisfying(Untrusted.class,
                untrusted -> assertThat(untrusted.reason()).isEqualTo(reason));
    }
}
