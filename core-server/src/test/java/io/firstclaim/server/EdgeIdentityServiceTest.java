package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.firstclaim.core.credential.CoreAuthority;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.CreateJoinTokenResponse;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import io.firstclaim.proto.credential.v1.JoinEdgeResponse;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.credential.Pem;
import io.grpc.Status.Code;
import java.security.cert.CertificateParsingException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EdgeIdentityServiceTest {
    @RegisterExtension
    static final SharedCore CORE = new SharedCore();

    @Test
    void aTokenMakesOneEdge() throws CertificateParsingException {
        var token = token(0).getToken();
        var keys = TestFactory.newKeys();
        var identity = TestCore.certificate(
                join(token, TestFactory.request(keys)).getCertificateChain(0).toByteArray());
        assertThat(identity.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(List.copyOf(identity.getSubjectAlternativeNames()))
                .isEqualTo(List.of(List.of(6, CoreAuthority.EDGE_ROLE_URI)));
        refused(token);
        refused("ej_never_made");
    }

    @Test
    void anUnusableRequestLeavesTheTokenUnused() {
        var token = token(60).getToken();
        Failures.of(() -> join(token, ByteString.copyFromUtf8("no request")))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR)
                .blames("certification_request");
        assertThat(join(token, TestFactory.request(TestFactory.newKeys())).getCertificateChainCount()).isEqualTo(2);
    }

    @Test
    void aTokenWorksAMinuteToAYear() {
        for (int seconds : new int[]{-1, 1, 59, 31_536_001}) {
            Failures.of(() -> token(seconds)).is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR)
                    .blames("lifetime_seconds");
        }
        assertThat(token(60).getExpireTime().getSeconds()).isLessThan(token(31_536_000).getExpireTime().getSeconds());
    }

    @Test
    void aTokenMakesAsManyEdgesAsAreAskedFor() {
        var token = tokenFor(2).getToken();
        join(token, TestFactory.request(TestFactory.newKeys()));
        join(token, TestFactory.request(TestFactory.newKeys()));
        refused(token);
        for (int uses : new int[]{-1, 1001}) {
            Failures.of(() -> tokenFor(uses)).is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR)
                    .blames("uses");
        }
    }

    @Test
    void serverCredentialsAreKnownOnceAnEdgeAnnouncedItself() {
        var acme = CORE.account("Acme");
        var credentials = ServerCredentialsServiceGrpc.newBlockingStub(acme.reader());
        var request = GetServerCredentialsRequest.getDefaultInstance();
        Failures.of(() -> credentials.getServerCredentials(request)).is(Code.FAILED_PRECONDITION,
                ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW);
        var edge = BootstrapServiceGrpc.newBlockingStub(CORE.edge());
        var announcement = AnnounceEdgeRequest.newBuilder().setBootstrapUri("coaps://devices.example:5684")
                .setLwm2MUri("coaps://devices.example:5784").build();
        edge.announceEdge(announcement);
        edge.announceEdge(announcement);
        var shown = credentials.getServerCredentials(request);
        assertThat(shown.getBootstrap().getServerUri())
                .isEqualTo("coaps://devices.example:5684?aid=" + acme.id());
        assertThat(shown.getLwm2M().getServerUri()).isEqualTo("coaps://devices.example:5784?aid=" + acme.id());
        assertThat(shown.getBootstrap().getServerCertificate())
                .isEqualTo(Pem.of(CORE.core().server().serverCaCertificate()));
        Failures.of(() -> edge.announceEdge(announcement.toBuilder().setBootstrapUri("http://x").build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("bootstrap_uri");
    }

    private static void refused(String token) {
        Failures.of(() -> join(token, TestFactory.request(TestFactory.newKeys()))).is(Code.PERMISSION_DENIED,
                ErrorReason.ERROR_REASON_ACCESS_DENIED);
    }

    private static CreateJoinTokenResponse token(int seconds) {
        return EdgeIdentityServiceGrpc.newBlockingStub(CORE.core().platform())
                .createJoinToken(CreateJoinTokenRequest.newBuilder().setLifetimeSeconds(seconds).build());
    }

    private static CreateJoinTokenResponse tokenFor(int uses) {
        return EdgeIdentityServiceGrpc.newBlockingStub(CORE.core().platform())
                .createJoinToken(CreateJoinTokenRequest.newBuilder().setUses(uses).build());
    }

    private static JoinEdgeResponse join(String token, ByteString request) {
        return EdgeIdentityServiceGrpc.newBlockingStub(CORE.core().anonymous())
                .joinEdge(JoinEdgeRequest.newBuilder().setToken(token).setCertificationRequest(request).build());
    }
}
