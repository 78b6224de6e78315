package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.firstclaim.core.claim.RetryWaits;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.CreateWebhookResponse;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.GetWebhookRequest;
import io.firstclaim.proto.claim.v1.ListWebhooksRequest;
import io.firstclaim.proto.claim.v1.ReplayWebhookRequest;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc.WebhookServiceBlockingStub;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.WebhookReceiver.Received;
import io.grpc.Status;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Events that are sent to addresses of the account.
class WebhookServiceTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final TestFactory maker = TestFactory.named("Maker CA");
    private TestCore core;
    private TestAccount acme;
    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        core = TestCore.start(config());
        acme = core.account("Acme");
        receiver = new WebhookReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        core.close();
    }

    @Test
    void eventsComeInTheirOrderSignedAndOnce() {
        enroll(5);
        var created = create(receiver.url(), 0);
        enroll(5);
        var received = receiver.receivedAfter(10);
        assertThat(received).extracting(Received::position)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, 10).boxed().toList());
        assertThat(received).allSatisfy(request -> {
            assertThat(request.isSignedWith(created.getSecret())).isTrue();
            assertThat(request.id()).isEqualTo("msg_" + created.getWebhook().getId() + "_" + request.position());
            assertThat(request.body()).startsWith("{\"type\":\"enrolled\",\"timestamp\":\"")
                    .contains("\"account_id\":\"" + acme.id() + "\"");
        });
        await().atMost(LIMIT).untilAsserted(() -> assertThat(get(created).getDeliveredPosition()).isEqualTo(10));
        assertThat(get(created)).returns(0, Webhook::getFailureCount).returns(false, Webhook::hasNextAttemptTime);
    }

    @Test
    void onlyTheTypesThatWereAskedForCome() {
        var created = hooks().createWebhook(CreateWebhookRequest.newBuilder().setAfterPosition(0)
                .setWebhook(Webhook.newBuilder().setUrl(receiver.url())
                        .addEventTypes(ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED))
                .build());
        var enrollment = acme.enroll(maker.make("meter"));
        acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment.getId()).build());
        enroll(1);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(get(created).getDeliveredPosition()).isEqualTo(3));
        assertThat(receiver.received()).extracting(Received::position).containsExactly(2L);
    }

    @Test
    void aReceiverThatFailsIsTriedAgainUntilItRecoversAndMissesNothing() {
        receiver.answers(number -> number <= 3 ? 503 : 204);
        var created = create(receiver.url(), 0);
        enroll(3);
        await().atMost(LIMIT).until(() -> get(created).getFailureCount() > 0 || receiver.received().size() > 4);
        var received = receiver.receivedAfter(6);
        assertThat(received).extracting(Received::position).containsExactly(1L, 1L, 1L, 1L, 2L, 3L);
        assertThat(received.subList(0, 4)).extracting(Received::id).containsOnly(received.getFirst().id());
        await().atMost(LIMIT).untilAsserted(() -> assertThat(get(created)).returns(0, Webhook::getFailureCount)
                .returns("", Webhook::getLastFailure).returns(3L, Webhook::getDeliveredPosition));
    }

    @Test
    void whatFailedIsSaid() {
        receiver.answers(_ -> 500);
        var created = create(receiver.url(), 0);
        enroll(1);
        await().atMost(LIMIT).untilAsserted(() -> assertThat(get(created).getFailureCount()).isPositive());
        assertThat(get(created)).returns("It answered 500.", Webhook::getLastFailure)
                .returns(0L, Webhook::getDeliveredPosition).returns(true, Webhook::hasNextAttemptTime);
        assertThat(get(created).getEtag()).isNotEqualTo(created.getWebhook().getEtag());
    }

    @Test
    void aSlowReceiverHoldsUpNobodyElse() throws IOException {
        receiver.hold();
        create(receiver.url(), 0);
        try (var other = new WebhookReceiver()) {
            create(other.url(), 0);
            enroll(3);
            other.receivedAfter(3);
            assertThat(receiver.received()).hasSizeLessThanOrEqualTo(1);
        }
    }

    @Test
    void aReplayComesAgainUnderTheSameIds() {
        enroll(3);
        var created = create(receiver.url(), 0);
        var first = receiver.receivedAfter(3);
        await().atMost(LIMIT).until(() -> get(created).getDeliveredPosition() == 3);
        hooks().replayWebhook(
                ReplayWebhookRequest.newBuilder().setId(created.getWebhook().getId()).setAfterPosition(1).build());
        assertThat(receiver.receivedAfter(5).subList(3, 5)).extracting(Received::id).containsExactly(first.get(1).id(),
                first.get(2).id());
        Failures.of(() -> hooks().replayWebhook(
                ReplayWebhookRequest.newBuilder().setId(created.getWebhook().getId()).setAfterPosition(4).build()))
                .is(Status.Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("after_position");
    }

    @Test
    void aCoreThatIsRestartedInTheMiddleLosesNothingAndRepeatsUnderTheSameId() {
        receiver.hold();
        create(receiver.url(), 0);
        enroll(4);
        receiver.receivedAfter(1);
        core.close();
        receiver.letGo();
        core = TestCore.start(config());
        await().atMost(LIMIT).until(() -> receiver.received().stream().anyMatch(request -> request.position() == 4));
        var received = receiver.received();
        assertThat(received).extracting(Received::position).isSorted();
        assertThat(new LinkedHashSet<>(received.stream().map(Received::position).toList())).containsExactly(1L, 2L, 3L,
                4L);
        assertThat(received.stream().filter(request -> request.position() == 1)).extracting(Received::id)
                .containsOnly(received.getFirst().id());
    }

    @Test
    void aDeletedWebhookGetsNothingMore() {
        var created = create(receiver.url(), 0);
        hooks().deleteWebhook(DeleteWebhookRequest.newBuilder().setId(created.getWebhook().getId()).build());
        assertThat(hooks().listWebhooks(ListWebhooksRequest.getDefaultInstance()).getWebhooksList()).isEmpty();
        Failures.of(() -> get(created)).is(Status.Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
    }

    @Test
    void aRepeatedRequestIsAnsweredWithoutTheSecret() {
        var request = CreateWebhookRequest.newBuilder().setRequestId("once")
                .setWebhook(Webhook.newBuilder().setUrl(receiver.url())).build();
        var created = hooks().createWebhook(request);
        assertThat(created.getSecret()).startsWith("whsec_");
        assertThat(hooks().createWebhook(request)).returns(created.getWebhook(), CreateWebhookResponse::getWebhook)
                .returns("", CreateWebhookResponse::getSecret);
        assertThat(hooks().listWebhooks(ListWebhooksRequest.getDefaultInstance()).getWebhooksList())
                .containsExactly(created.getWebhook());
    }

    @Test
    void anAccountHasABoundedNumber() {
        for (int i = 0; i < CoreConfig.Webhooks.DEFAULT_MAX_PER_ACCOUNT; i++) {
            create(receiver.url(), 0);
        }
        Failures.of(() -> create(receiver.url(), 0)).is(Status.Code.RESOURCE_EXHAUSTED,
                ErrorReason.ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED);
    }

    @Test
    void anAddressInsideIsRefusedUnlessItIsConfigured() {
        core.close();
        core = TestCore.start(TestCore.config(data.resolve("strict")));
        acme = core.account("Other");
        for (var url : List.of(receiver.url(), "http://localhost/", "http://[::1]/", "http://10.0.0.1/", "nonsense")) {
            Failures.of(() -> create(url, 0)).is(Status.Code.INVALID_ARGUMENT,
                    ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("webhook.url");
        }
    }

    private CoreConfig config() {
        return TestCore.config(data).with(new CoreConfig.Webhooks(true,
                CoreConfig.Webhooks.DEFAULT_MAX_PER_ACCOUNT, Duration.ofSeconds(5),
                new RetryWaits(Duration.ofMillis(50), Duration.ofMillis(200))));
    }

    private WebhookServiceBlockingStub hooks() {
        return WebhookServiceGrpc.newBlockingStub(acme.admin());
    }

    private CreateWebhookResponse create(String url, long after) {
        return hooks().createWebhook(CreateWebhookRequest.newBuilder().setAfterPosition(after)
                .setWebhook(Webhook.newBuilder().setUrl(url)).build());
    }

    private Webhook get(CreateWebhookResponse created) {
        return hooks().getWebhook(GetWebhookRequest.newBuilder().setId(created.getWebhook().getId()).build())
                .getWebhook();
    }

    private void enroll(int count) {
        IntStream.range(0, count).forEach(i -> acme.enroll(maker.make("meter-" + i)));
    }
}
