package io.firstclaim.core.credential;

import static io.firstclaim.core.Problems.assertInvalid;
import static io.firstclaim.core.Problems.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.CertificateDraft;
import io.firstclaim.core.Problem;
import io.firstclaim.core.Samples;
import io.firstclaim.core.Tenant;
import io.firstclaim.core.World;
import io.firstclaim.core.account.Origin;
import java.io.IOException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.pkcs.CertificationRequest;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// [CreateJoinToken], [JoinEdge], [CoreAuthority], [ServerAuthority], [AnnounceEdge] and [ReadServerCredentials].
class EdgesTest {
    private final World world = new World();
    private final Tenant acme = world.account("Acme");
    private final CreateJoinToken tokens = new CreateJoinToken(world.stores, new Random(3), world.clock);
    private final JoinEdge joining = new JoinEdge(world.stores, SampleAuthorities.CORE, world.clock);
    private final KeyPair keys = CertificateDraft.newKeys("EC", "secp256r1");

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void aTokenLetsOneEdgeInOnce() throws Exception {
        var token = tokens.create(World.PLATFORM, Duration.ofHours(1), 1).text();

        var identity = joining.join(token, requestFor(keys), Origin.NONE).getFirst();

        identity.verify(SampleAuthorities.CORE.certificate().getPublicKey());
        assertThat(identity.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(identity.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(identity.getSubjectAlternativeNames()).singleElement()
                .isEqualTo(List.of(6, CoreAuthority.EDGE_ROLE_URI));
        assertProblem(Problem.ACCESS_DENIED, () -> joining.join(token, requestFor(keys), Origin.NONE));
    }

    @Test
    void aTokenWorksUntilTheLastMillisecond() {
        var early = tokens.create(World.PLATFORM, Duration.ofHours(1), 1);
        world.clock.set(early.expiresAt().minusMillis(1));
        assertThat(joining.join(early.text(), requestFor(keys), Origin.NONE)).hasSize(2);

        var late = tokens.create(World.PLATFORM, Duration.ofHours(1), 1);
        world.clock.set(late.expiresAt());
        assertProblem(Problem.ACCESS_DENIED, () -> joining.join(late.text(), requestFor(keys), Origin.NONE));
    }

    @Test
    void anUnusableRequestLeavesTheTokenUnused() {
        var token = tokens.create(World.PLATFORM, Duration.ofHours(1), 1).text();

        assertInvalid("certification_request", () -> joining.join(token, new byte[]{1, 2, 3}, Origin.NONE));
        assertThat(joining.join(token, requestFor(keys), Origin.NONE)).hasSize(2);
    }

    @Test
    void anUnknownTokenIsDenied() {
        assertProblem(Problem.ACCESS_DENIED, () -> joining.join("ej_guess", requestFor(keys), Origin.NONE));
        assertProblem(Problem.ACCESS_DENIED, () -> joining.join("", requestFor(keys), Origin.NONE));
    }

    @Test
    void onlyThePlatformMakesTokensOfAMinuteToAYear() {
        assertProblem(Problem.ACCESS_DENIED, () -> tokens.create(acme.admin(), Duration.ofHours(1), 1));
        assertThat(tokens.create(World.PLATFORM, Duration.ofMinutes(1), 1).expiresAt())
                .isEqualTo(Samples.NOW.plusSeconds(60));
        assertThat(tokens.create(World.PLATFORM, Duration.ofDays(365), 1).text()).startsWith("ej_");
        assertInvalid("lifetime_seconds", () -> tokens.create(World.PLATFORM, Duration.ofSeconds(59), 1));
        assertInvalid("lifetime_seconds", () -> tokens.create(World.PLATFORM, Duration.ofDays(365).plusSeconds(1), 1));
    }

    @Test
    void aTokenLetsInAsManyEdgesAsItWasMadeFor() {
        var token = tokens.create(World.PLATFORM, Duration.ofHours(1), 2).text();
        assertThat(joining.join(token, requestFor(keys), Origin.NONE)).hasSize(2);
        assertThat(joining.join(token, requestFor(keys), Origin.NONE)).hasSize(2);
        assertProblem(Problem.ACCESS_DENIED, () -> joining.join(token, requestFor(keys), Origin.NONE));

        assertThat(tokens.create(World.PLATFORM, Duration.ofHours(1), 1000).text()).startsWith("ej_");
        assertInvalid("uses", () -> tokens.create(World.PLATFORM, Duration.ofHours(1), 0));
        assertInvalid("uses", () -> tokens.create(World.PLATFORM, Duration.ofHours(1), 1001));
    }

    @Test
    void aRequestMustBeSignedByItsOwnP256Key() throws Exception {
        var signedByAnother = new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=edge"), keys.getPublic())
                .build(new JcaContentSignerBuilder("SHA256withECDSA")
                        .build(CertificateDraft.newKeys("EC", "secp256r1").getPrivate()))
                .getEncoded();

        assertInvalid("certification_request", () -> SampleAuthorities.CORE.issueEdgeIdentity(signedByAnother));
        assertInvalid("certification_request", () -> SampleAuthorities.CORE
                .issueEdgeIdentity(requestFor(CertificateDraft.newKeys("EC", "secp384r1"))));
        assertInvalid("certification_request", () -> SampleAuthorities.CORE.issueEdgeIdentity(new byte[0]));
        assertInvalid("certification_request", () -> SampleAuthorities.CORE.issueEdgeIdentity(new byte[4_097]));
    }

    @Test
    void aSignatureThatIsNoneIsRefusedAsTheCallersFault() throws IOException {
        var good = CertificationRequest.getInstance(requestFor(keys));
        var broken = new CertificationRequest(good.getCertificationRequestInfo(), good.getSignatureAlgorithm(),
                new DERBitString(new byte[]{1, 2, 3})).getEncoded();

        assertInvalid("certification_request", () -> SampleAuthorities.CORE.issueEdgeIdentity(broken));
    }

    @Test
    void aServersCertificateSuitsDevicesWithoutAClock() throws Exception {
        var certificate = SampleAuthorities.SERVERS
                .issueServerCertificate(requestFor(keys), List.of("bs.example", "::1"))
                .getFirst();

        certificate.checkValidity(Date.from(Instant.EPOCH));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
        assertThat(certificate.getSubjectAlternativeNames()).hasSize(2).contains(List.of(2, "bs.example"));
        assertThat(certificate.getEncoded()).hasSizeLessThanOrEqualTo(1024);
    }

    @Test
    void aServerHasOneToSixteenHostNames() {
        assertInvalid("host_names", () -> server(List.of()));
        assertInvalid("host_names", () -> server(Collections.nCopies(17, "localhost")));
        assertInvalid("host_names", () -> server(List.of("not a name")));
        assertInvalid("host_names", () -> server(List.of("a".repeat(64) + ".example")));
        assertThat(server(Collections.nCopies(16, "localhost"))).hasSize(2);
        assertThat(server(List.of("a".repeat(63) + ".example"))).hasSize(2);
    }

    @Test
    void factoriesAreToldWhatAnEdgeAnnouncedLast() {
        var reading = new ReadServerCredentials(world.stores);
        var announcing = new AnnounceEdge(world.stores, world.clock);
        assertProblem(Problem.NOT_POSSIBLE_NOW, () -> reading.read(acme.reader()));

        announcing.announce(new ServerUris("coaps://a:5684", "coaps://a:5784"), Origin.NONE);
        world.clock.pass(Duration.ofSeconds(1));
        announcing.announce(new ServerUris("coaps://b:5684", "coaps://b:5784"), Origin.NONE);

        assertThat(reading.read(acme.reader()).bootstrapOf(acme.id())).isEqualTo("coaps://b:5684?aid=" + acme.id());
        assertProblem(Problem.ACCESS_DENIED, () -> reading.read(World.PLATFORM));
    }

    @Test
    void anAnnouncedUriHasHostAndPortAndNothingElse() {
        assertInvalid("bootstrap_uri", () -> new ServerUris("coap://a:5683", "coaps://a:5784"));
        assertInvalid("bootstrap_uri", () -> new ServerUris("coaps://a:5684?aid=1", "coaps://a:5784"));
        assertInvalid("lwm2m_uri", () -> new ServerUris("coaps://a:5684", "coaps://a"));
        assertInvalid("lwm2m_uri", () -> new ServerUris("coaps://a:5684", "coaps://a:65536"));
        assertThat(new ServerUris("coaps://a:5684", "coaps://a:65535").lwm2m()).isEqualTo("coaps://a:65535");
    }

    private List<?> server(List<String> hostNames) {
        return SampleAuthorities.SERVERS.issueServerCertificate(requestFor(keys), hostNames);
    }

    private static byte[] requestFor(KeyPair keys) {
        try {
            return new JcaPKCS10CertificationRequestBuilder(new X500Name("CN=edge"), keys.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())).getEncoded();
        } catch (OperatorCreationException | IOException e) {
            throw new IllegalStateException("A request for tests can't be made", e);
        }
    }
}
