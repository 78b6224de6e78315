package io.firstclaim.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.WatchTrustAnchorsRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CoreChannelTest {

    private static final TestIdentity CA = TestIdentity.authority("CN=core CA");
    private static RecordingCore core;

    @BeforeAll
    static void startTheCore() {
        core = RecordingCore.start(CA.issue("CN=core", "localhost"), CA.certificate());
    }

    @AfterAll
    static void stopTheCore() {
        core.close();
    }

    @BeforeEach
    void forgetCalls() {
        core.reset();
    }

    @Test
    void anApiKeyTravelsAsABearerToken() {
        try (CoreChannel channel = open(Caller.apiKey("ak_0123"))) {
            check(channel);
        }
        assertThat(core.authorizations()).containsExactly("Bearer ak_0123");
        assertThat(core.clientCertificates()).isEmpty();
    }

    @Test
    void oneChannelSpeaksInTheNameOfEachCaller() {
        try (CoreChannel channel = open(Caller.anonymous())) {
            for (String key : List.of("ak_1", "ak_2")) {
                var _ = BootstrapServiceGrpc
                        .newBlockingStub(channel.channel(new Caller.ApiKey(key), "request-of-" + key, ""))
                        .checkHandshake(CheckHandshakeRequest.getDefaultInstance());
            }
            check(channel);
        }
        assertThat(core.authorizations()).containsExactly("Bearer ak_1", "Bearer ak_2");
        assertThat(core.requestIds()).containsExactly("request-of-ak_1", "request-of-ak_2");
        assertThat(core.calls()).isEqualTo(3);
    }

    @Test
    void anEdgeProvesItselfByItsCertificate() {
        TestIdentity edge = CA.issue("CN=edge", "edge");
        try (CoreChannel channel = open(Caller.edge(List.of(edge.certificate()), edge.key()))) {
            check(channel);
        }
        assertThat(core.clientCertificates()).containsExactly(edge.certificate());
        assertThat(core.authorizations()).isEmpty();
    }

    @Test
    void aCoreOfAnotherCaIsNotTalkedTo() {
        TestIdentity lookAlike = TestIdentity.authority("CN=core CA");
        try (CoreChannel channel = CoreChannel.open(core.address(), lookAlike.certificate(), Caller.anonymous())) {
            assertThatThrownBy(() -> check(channel)).isInstanceOfSatisfying(StatusRuntimeException.class,
                    refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE));
        }
        assertThat(core.calls()).isZero();
    }

    @Test
    void aCallWithoutDeadlineGetsOneAndACallWithOneKeepsIt() {
        try (CoreChannel channel = open(Caller.anonymous())) {
            check(channel);
            BootstrapServiceGrpc.newBlockingStub(channel.channel()).withDeadlineAfter(100, TimeUnit.SECONDS)
                    .checkHandshake(CheckHandshakeRequest.getDefaultInstance());
        }
        assertThat(core.deadlineSeconds()).hasSize(2);
        assertThat(core.deadlineSeconds().getFirst()).isBetween(1L, DefaultDeadline.SECONDS);
        assertThat(core.deadlineSeconds().getLast()).isBetween(DefaultDeadline.SECONDS + 1, 100L);
    }

    @Test
    void aStreamHasNoDeadline() {
        try (CoreChannel channel = open(Caller.anonymous())) {
            BootstrapServiceGrpc.newBlockingStub(channel.channel())
                    .watchTrustAnchors(WatchTrustAnchorsRequest.getDefaultInstance()).forEachRemaining(anchors -> {});
        }
        assertThat(core.deadlineSeconds()).containsExactly(RecordingCore.NO_DEADLINE);
    }

    @Test
    void aCallThatMayBeRepeatedSurvivesACoreThatIsAwayForAMoment() {
        core.failNext(2, Status.UNAVAILABLE);
        try (CoreChannel channel = open(Caller.anonymous())) {
            check(channel);
        }
        assertThat(core.calls()).isEqualTo(3);
    }

    @Test
    void aCallThatMayNotBeRepeatedFailsAtOnce() {
        core.failNext(1, Status.UNAVAILABLE);
        try (CoreChannel channel = open(Caller.anonymous())) {
            assertThatThrownBy(() -> EdgeIdentityServiceGrpc.newBlockingStub(channel.channel())
                    .joinEdge(JoinEdgeRequest.getDefaultInstance())).isInstanceOf(StatusRuntimeException.class);
        }
        assertThat(core.calls()).isOne();
    }

    @Test
    void noFailureButUnavailableIsRepeated() {
        core.failNext(1, Status.INTERNAL);
        try (CoreChannel channel = open(Caller.anonymous())) {
            assertThatThrownBy(() -> check(channel)).isInstanceOf(StatusRuntimeException.class);
        }
        assertThat(core.calls()).isOne();
    }

    @Test
    void callersDoNotShowTheirSecrets() {
        TestIdentity edge = CA.issue("CN=edge", "edge");
        assertThat(Caller.apiKey("ak_0123").toString()).doesNotContain("0123");
        assertThat(Caller.edge(List.of(edge.certificate()), edge.key()).toString()).isEqualTo("Edge[CN=edge]");
        assertThatThrownBy(() -> Caller.apiKey("ak_\n")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Caller.edge(List.of(), edge.key())).isInstanceOf(IllegalArgumentException.class);
    }

    private static CoreChannel open(Caller caller) {
        return CoreChannel.open(core.address(), CA.certificate(), caller);
    }

    private static void check(CoreChannel channel) {
        var answer = BootstrapServiceGrpc.newBlockingStub(channel.channel())
                .checkHandshake(CheckHandshakeRequest.getDefaultInstance());
        assertThat(answer).isNotNull();
    }
}
