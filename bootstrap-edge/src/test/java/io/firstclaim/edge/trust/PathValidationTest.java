package io.firstclaim.edge.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.edge.TestAuthority;
import io.firstclaim.edge.TestAuthority.Identity;
import io.firstclaim.edge.TestAuthority.Leaf;
import io.firstclaim.edge.trust.ChainVerdict.Trusted;
import io.firstclaim.edge.trust.ChainVerdict.Undecided;
import io.firstclaim.edge.trust.ChainVerdict.Untrusted;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;

class PathValidationTest {

    private static final Instant NOW = Instant.parse("2026-06-01T00:00:00Z");

    private final PathValidation validation = new PathValidation(Clock.fixed(NOW, ZoneOffset.UTC));
    private final TestAuthority maker = TestAuthority.named("CN=maker");
    private final Leaf leaf = Leaf.device("meter-1");

    @Test
    void aLeafThatAnAnchorSignedIsTrusted() {
        assertThat(judge(maker.issue(leaf).chain(), maker))
                .isEqualTo(new Trusted(Certificates.fingerprint(maker.certificate())));
    }

    @Test
    void theAnchorMayBeTheRootOrTheIntermediate() {
        TestAuthority line = maker.intermediate("CN=line 7");
        List<X509Certificate> chain = List.of(line.issue(leaf).leaf(), line.certificate());

        assertThat(judge(chain, maker)).isEqualTo(new Trusted(Certificates.fingerprint(maker.certificate())));
        assertThat(judge(chain, line)).isEqualTo(new Trusted(Certificates.fingerprint(line.certificate())));
        assertThat(judge(chain.subList(0, 1), line)).isInstanceOf(Trusted.class);
        assertThat(reason(judge(chain.subList(0, 1), maker))).isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
    }

    @Test
    void aChainThatBringsItsOwnRootIsTrustedOnlyByTheAnchor() {
        List<X509Certificate> chain = List.of(maker.issue(leaf).leaf(), maker.certificate());

        assertThat(judge(chain, maker)).isInstanceOf(Trusted.class);
        assertThat(reason(judge(chain, TestAuthority.named("CN=other"))))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
    }

    @Test
    void aLookAlikeOfTheSameNameIsNotTrustedAndDoesNotStandInTheWay() {
        TestAuthority lookAlike = TestAuthority.named("CN=maker");

        assertThat(reason(judge(maker.issue(leaf).chain(), lookAlike)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
        assertThat(judge(maker.issue(leaf).chain(), lookAlike, maker)).isInstanceOf(Trusted.class);
    }

    @Test
    void aHundredLookAlikesAreNotAllTriedAndTheDeviceIsNotCalledUntrusted() {
        TestAuthority[] lookAlikes = lookAlikes(100);

        assertThat(judge(maker.issue(leaf).chain(), lookAlikes))
                .isInstanceOfSatisfying(Undecided.class,
                        gaveUp -> assertThat(gaveUp.detail()).contains("64 signatures"));
        assertThat(reason(judge(maker.issue(leaf).chain(), Arrays.copyOf(lookAlikes, 64))))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
    }

    @Test
    void anAnchorThatLatelyServedIsTriedBeforeAnyLookAlike() {
        List<TestAuthority> anchors = new ArrayList<>(List.of(lookAlikes(100)));
        assertThat(judge(maker.issue(leaf).chain(), maker)).isInstanceOf(Trusted.class);
        anchors.add(maker);

        assertThat(judge(maker.issue(Leaf.device("meter-2")).chain(), anchors.toArray(TestAuthority[]::new)))
                .isInstanceOf(Trusted.class);
    }

    @Test
    void validityCountsToTheSecondOnBothSides() {
        assertThat(judge(maker.issue(leaf.until(NOW)).chain(), maker)).isInstanceOf(Trusted.class);
        assertThat(reason(judge(maker.issue(leaf.until(NOW.minusSeconds(1))).chain(), maker)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_EXPIRED);
        assertThat(judge(maker.issue(leaf.from(NOW)).chain(), maker)).isInstanceOf(Trusted.class);
        assertThat(reason(judge(maker.issue(leaf.from(NOW.plusSeconds(1))).chain(), maker)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_EXPIRED);
        assertThat(reason(judge(maker.issue(leaf).chain(), maker.expired())))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_EXPIRED);
    }

    @Test
    void onlyAClientCertificateOnP256FromACaIsTaken() throws Exception {
        assertThat(reason(judge(maker.issue(leaf.usedFor(KeyPurposeId.id_kp_serverAuth)).chain(), maker)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE);
        assertThat(reason(judge(maker.issue(leaf).chain(), maker.notACa())))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE);
        KeyPairGenerator p384 = KeyPairGenerator.getInstance("EC");
        p384.initialize(new ECGenParameterSpec("secp384r1"));
        KeyPair pair = p384.generateKeyPair();
        assertThat(reason(judge(maker.issue(leaf.with(pair)).chain(), maker)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNSUPPORTED_KEY);
    }

    @Test
    void aSignatureByRsaPssIsAsGoodAsItsHash() {
        TestAuthority rsa = TestAuthority.rsa("CN=rsa");
        TestAuthority strong = rsa.signingWith("SHA256withRSAandMGF1");
        TestAuthority weak = rsa.signingWith("SHA1withRSAandMGF1");
        TestAuthority line = weak.intermediate("CN=line 7");

        assertThat(judge(strong.issue(leaf).chain(), rsa)).isInstanceOf(Trusted.class);
        assertThat(reason(judge(weak.issue(leaf).chain(), rsa)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNSUPPORTED_KEY);
        assertThat(reason(judge(List.of(line.issue(leaf).leaf(), line.certificate()), rsa)))
                .isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNSUPPORTED_KEY);
        assertThat(judge(line.issue(leaf).chain(), line)).isInstanceOf(Trusted.class);
    }

    @Test
    void aLeafMayNotIssueAnother() {
        Identity first = maker.issue(leaf);
        TestAuthority misused = new TestAuthority(first.leaf(), first.key());
        List<X509Certificate> chain = List.of(misused.issue(Leaf.device("meter-2")).leaf(), first.leaf());

        assertThat(reason(judge(chain, maker))).isEqualTo(UntrustedReason.UNTRUSTED_REASON_WRONG_USAGE);
    }

    @Test
    void aChainWhoseCertificatesDoNotBelongTogetherIsBad() {
        List<X509Certificate> chain = List.of(TestAuthority.named("CN=line").issue(leaf).leaf(),
                TestAuthority.named("CN=line").certificate());

        assertThat(reason(judge(chain, maker))).isEqualTo(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE);
    }

    @Test
    void aChainInWhichTheIssuerIsNotTheNextOneLeadsNowhere() {
        List<X509Certificate> chain = List.of(maker.intermediate("CN=line").issue(leaf).leaf(), maker.certificate());

        assertThat(reason(judge(chain, maker))).isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
    }

    @Test
    void whatIsShownTwiceCountsOnce() {
        TestAuthority line = maker.intermediate("CN=line");
        X509Certificate certificate = line.issue(leaf).leaf();

        assertThat(judge(List.of(certificate, certificate, line.certificate(), line.certificate()), maker))
                .isInstanceOf(Trusted.class);
    }

    @Test
    void whatSomebodyElseFoundToServeIsTriedFirstToo() {
        List<TestAuthority> anchors = new ArrayList<>(List.of(lookAlikes(100)));
        anchors.add(maker);
        validation.servedLately(Certificates.fingerprint(maker.certificate()));

        assertThat(judge(maker.issue(leaf).chain(), anchors.toArray(TestAuthority[]::new))).isInstanceOf(Trusted.class);
    }

    @Test
    void whatWasVerifiedInSearchOfTheCaOfAnUnusableCertificateIsCounted() {
        List<TestAuthority> anchors = new ArrayList<>(List.of(lookAlikes(10)));
        anchors.add(maker);

        assertThat(judge(maker.issue(leaf.until(NOW.minusSeconds(1))).chain(), anchors.toArray(TestAuthority[]::new)))
                .isInstanceOfSatisfying(Untrusted.class, untrusted -> {
                    assertThat(untrusted.reason()).isEqualTo(UntrustedReason.UNTRUSTED_REASON_EXPIRED);
                    assertThat(untrusted.signatures()).isEqualTo(11);
                });
    }

    @Test
    void aChainHasAtMostEightCertificates() {
        List<X509Certificate> nine = new ArrayList<>(List.of(maker.issue(leaf).leaf()));
        IntStream.range(0, 8).forEach(each -> nine.add(maker.certificate()));

        assertThat(reason(judge(nine, maker))).isEqualTo(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE);
        assertThat(judge(nine.subList(0, 8), maker)).isInstanceOf(Trusted.class);
        assertThat(reason(judge(List.of(), maker))).isEqualTo(UntrustedReason.UNTRUSTED_REASON_BAD_CERTIFICATE);
    }

    private ChainVerdict judge(List<X509Certificate> chain, TestAuthority... anchors) {
        return validation.validate(chain,
                AnchorSet.of(Arrays.stream(anchors).map(TestAuthority::certificate).toList()));
    }

    private static TestAuthority[] lookAlikes(int howMany) {
        return IntStream.range(0, howMany).mapToObj(each -> TestAuthority.named("CN=maker"))
                .toArray(TestAuthority[]::new);
    }

    private static UntrustedReason reason(ChainVerdict verdict) {
        return verdict instanceof Untrusted untrusted
                ? untrusted.reason()
                : UntrustedReason.UNTRUSTED_REASON_UNSPECIFIED;
    }
}
