package io.firstclaim.factory.production;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.SignatureChecks;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.factory.certificate.X509;
import io.firstclaim.factory.production.Issuer.Change;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The tool and the server's own `TrustPath`, which `CheckHandshake` asks, judge the same chains: whatever the tool says that the handshake refuses, it
/// refuses, and everything else it lets in.
class ServerAgreementTest {
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir
    Path folder = Path.of("");

    /// A chain, and what the tool must say of it besides warnings.
    record Example(String name, List<X509Certificate> chain, X509Certificate anchor, Set<Reason> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final Issuer ROOT = Issuer.root("Root");

    static Stream<Example> examples() {
        return Stream.of(Stream.of(leaf("good", wish -> {})), keys(), usages(), times(), issuers(), chains())
                .flatMap(examples -> examples);
    }

    private static Stream<Example> keys() {
        return Stream.of(leaf("P-384", wish -> wish.keys = Issuer.keys("secp384r1"), Reason.NOT_P256),
                leaf("P-521", wish -> wish.keys = Issuer.keys("secp521r1"), Reason.NOT_P256),
                leaf("RSA", wish -> wish.keys = Issuer.rsa(), Reason.NOT_P256),
                leaf("SHA-384", wish -> wish.signature = "SHA384withECDSA", Reason.WRONG_SIGNATURE),
                leaf("SHA-1", wish -> wish.signature = "SHA1withECDSA", Reason.WRONG_SIGNATURE, Reason.WEAK_SIGNATURE),
                leaf("too large", wish -> wish.padding = 800, Reason.TOO_LARGE),
                leaf("odd critical extension", wish -> wish.oddCriticalExtension = true,
                        Reason.UNKNOWN_CRITICAL_EXTENSION));
    }

    private static Stream<Example> usages() {
        return Stream.of(
                leaf("server only", wish -> wish.extended = new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth),
                        Reason.NO_CLIENT_AUTH),
                leaf("any usage", wish -> wish.extended = new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage)),
                leaf("server and client", wish -> wish.extended = new ExtendedKeyUsage(
                        new KeyPurposeId[]{KeyPurposeId.id_kp_serverAuth, KeyPurposeId.id_kp_clientAuth})),
                leaf("no extended usage", wish -> wish.extended = null),
                leaf("no usage", wish -> wish.usage = null),
                leaf("key agreement", wish -> wish.usage = new KeyUsage(KeyUsage.keyAgreement),
                        Reason.NO_DIGITAL_SIGNATURE),
                leaf("several faults", wish -> {
                    wish.usage = new KeyUsage(KeyUsage.keyAgreement);
                    wish.extended = new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth);
                    wish.to = Issuer.NOW.minus(DAY.dividedBy(2));
                }, Reason.NO_DIGITAL_SIGNATURE, Reason.NO_CLIENT_AUTH, Reason.EXPIRED));
    }

    private static Stream<Example> times() {
        Instant now = Issuer.NOW;
        return Stream.of(leaf("ends now", wish -> wish.to = now),
                leaf("ended a second ago", wish -> wish.to = now.minusSeconds(1), Reason.EXPIRED),
                leaf("begins now", wish -> wish.from = now),
                leaf("begins in a second", wish -> wish.from = now.plusSeconds(1), Reason.NOT_YET_VALID));
    }

    private static Stream<Example> issuers() {
        Issuer expired = Issuer.root("Expired", wish -> wish.to = Issuer.NOW.minusSeconds(1));
        Issuer noSigner = Issuer.root("No signer", wish -> wish.usage = new KeyUsage(KeyUsage.cRLSign));
        Issuer noUsage = Issuer.root("No usage", wish -> wish.usage = null);
        Issuer notCa = Issuer.root("Not a CA", wish -> wish.constraints = null);
        Issuer odd = Issuer.root("Odd", wish -> wish.oddCriticalExtension = true);
        Issuer rsa = Issuer.root("RSA", wish -> wish.keys = Issuer.rsa());
        Change overSha256 = wish -> wish.rsaSignature = "SHA256withRSAandMGF1";
        Change overSha1 = wish -> wish.rsaSignature = "SHA1withRSAandMGF1";
        Issuer weak = rsa.intermediate("Weak", overSha1);
        X509Certificate lookAlike = Issuer.root("Root").certificate();
        return Stream.of(
                of("expired CA", expired.certificate(), Set.of(Reason.ISSUER_OUT_OF_DATE), expired.device("m")),
                of("CA may not sign", noSigner.certificate(),
                        Set.of(Reason.ISSUER_MAY_NOT_ISSUE, Reason.ISSUER_NOT_UPLOADABLE), noSigner.device("m")),
                of("CA without usage", noUsage.certificate(), Set.of(Reason.ISSUER_NOT_UPLOADABLE),
                        noUsage.device("m")),
                of("issuer is no CA", notCa.certificate(),
                        Set.of(Reason.ISSUER_MAY_NOT_ISSUE, Reason.ISSUER_NOT_UPLOADABLE), notCa.device("m")),
                of("odd CA", odd.certificate(), Set.of(Reason.ISSUER_MAY_NOT_ISSUE), odd.device("m")),
                of("RSA CA", rsa.certificate(), Set.of(Reason.WRONG_SIGNATURE), rsa.device("m")),
                of("RSA-PSS over SHA-256", rsa.certificate(), Set.of(Reason.WRONG_SIGNATURE),
                        rsa.device("m", overSha256)),
                of("RSA-PSS over SHA-1", rsa.certificate(), Set.of(Reason.WRONG_SIGNATURE, Reason.WEAK_SIGNATURE),
                        rsa.device("m", overSha1)),
                of("intermediate by RSA-PSS over SHA-1", rsa.certificate(), Set.of(Reason.WEAK_SIGNATURE),
                        weak.device("m"), weak.certificate()),
                of("look-alike CA", lookAlike, Set.of(Reason.ISSUED_BY_NO_GIVEN_CA), ROOT.device("m")),
                of("self-signed", ROOT.certificate(), Set.of(Reason.SELF_SIGNED),
                        Issuer.selfSigned("m", wish -> {})));
    }

    private static Stream<Example> chains() {
        Issuer one = ROOT.intermediate("One");
        Issuer two = one.intermediate("Two");
        Issuer narrow = Issuer.root("Narrow", wish -> wish.constraints = new BasicConstraints(0));
        Issuer below = narrow.intermediate("Below");
        Issuer expired = ROOT.intermediate("Expired", wish -> wish.to = Issuer.NOW.minusSeconds(1));
        Issuer weak = ROOT.intermediate("Weak", wish -> wish.signature = "SHA1withECDSA");
        Issuer weakRoot = Issuer.root("Weak root", wish -> wish.signature = "SHA1withECDSA");
        Issuer[] long7 = new Issuer[8];
        Issuer wide = Issuer.root("Wide", wish -> wish.constraints = new BasicConstraints(true));
        for (int i = 0; i < long7.length; i++) {
            long7[i] = (i == 0 ? wide : long7[i - 1]).intermediate("Long " + i,
                    wish -> wish.constraints = new BasicConstraints(true));
        }
        X509Certificate[] seven = Stream.of(long7).limit(7).map(Issuer::certificate).toList().reversed()
                .toArray(X509Certificate[]::new);
        X509Certificate[] eight = Stream.of(long7).map(Issuer::certificate).toList().reversed()
                .toArray(X509Certificate[]::new);
        return Stream.of(
                of("one intermediate", ROOT.certificate(), Set.of(), one.device("m"), one.certificate()),
                of("two intermediates", ROOT.certificate(), Set.of(), two.device("m"), two.certificate(),
                        one.certificate()),
                of("the intermediate is the anchor", two.certificate(), Set.of(), two.device("m"), two.certificate(),
                        one.certificate()),
                of("missing intermediate", ROOT.certificate(), Set.of(Reason.ISSUED_BY_NO_GIVEN_CA), two.device("m"),
                        one.certificate()),
                of("path too long for the CA", narrow.certificate(), Set.of(Reason.ISSUER_MAY_NOT_ISSUE),
                        below.device("m"), below.certificate()),
                of("expired intermediate", ROOT.certificate(), Set.of(Reason.ISSUER_OUT_OF_DATE), expired.device("m"),
                        expired.certificate()),
                of("intermediate over SHA-1", ROOT.certificate(), Set.of(Reason.WEAK_SIGNATURE), weak.device("m"),
                        weak.certificate()),
                of("anchor over SHA-1", weak.certificate(), Set.of(), weak.device("m"), weak.certificate()),
                of("root over SHA-1", weakRoot.certificate(), Set.of(), weakRoot.device("m")),
                of("chain of eight", wide.certificate(), Set.of(), add(long7[6].device("m"), seven)),
                of("chain of nine", wide.certificate(), Set.of(Reason.CHAIN_TOO_LONG),
                        add(long7[7].device("m"), eight)));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void theToolRefusesWhatTheHandshakeRefusesAndNothingElseInItsName(Example example) {
        Intake intake = new Intake(folder);
        intake.put("chain.pem", example.chain().toArray(X509Certificate[]::new));

        Finding device = Intake.device(intake.inspect(intake.ca(example.anchor())));

        Set<Reason> unusable = device.remarks().stream().map(Remark::reason)
                .filter(reason -> reason.severity() == Severity.UNUSABLE)
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Reason.class)));
        assertThat(unusable).isEqualTo(example.expected());
        assertThat(unusable.stream().noneMatch(reason -> reason.refusedBy() == RefusedBy.HANDSHAKE))
                .as(device.toString()).isEqualTo(serverTrusts(example));
    }

    private static boolean serverTrusts(Example example) {
        try {
            CertificateChain chain = CertificateChain.parse(example.chain().stream().map(X509::der).toList());
            return new TrustPath(new SignatureChecks()).find(chain, new OneAnchor(example.anchor()),
                    Issuer.NOW) instanceof Trusted;
        } catch (FirstclaimException beyondItsLimits) {
            return false;
        }
    }

    private record OneAnchor(X509Certificate anchor) implements TrustPath.Anchors {
        @Override
        public List<X509Certificate> named(X500Principal subject) {
            return anchor.getSubjectX500Principal().equals(subject) ? List.of(anchor) : List.of();
        }

        @Override
        public boolean contains(X509Certificate certificate) {
            return anchor.equals(certificate);
        }
    }

    private static Example leaf(String name, Change change, Reason... expected) {
        return of(name, ROOT.certificate(), Set.of(expected), ROOT.device("meter-1", change));
    }

    private static Example of(String name, X509Certificate anchor, Set<Reason> expected, X509Certificate... chain) {
        return new Example(name, List.of(chain), anchor, expected);
    }

    private static X509Certificate[] add(X509Certificate leaf, X509Certificate... chain) {
        return Stream.concat(Stream.of(leaf), Stream.of(chain)).toArray(X509Certificate[]::new);
    }
}
