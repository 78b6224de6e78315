package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.FieldMask;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.ApiKeyStatus;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.claim.EventStreams;
import io.grpc.Channel;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The stream of an account's events.
class ClaimEventStreamTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();

    private final TestAccount acme = CORE.account("Acme");
    private final TestFactory maker = TestFactory.named("Maker CA");

    @Test
    void aStreamBeginsWithWhereItStandsAndGoesOnWithWhatHappens() {
        acme.enroll(maker.make("before"));
        try (var stream = EventReader.open(acme.reader(), StreamClaimEventsRequest.getDefaultInstance())) {
            assertThat(stream.next().hasEvent()).isFalse();
            var enrollment = acme.enroll(maker.make("after"));
            acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment.getId()).build());
            var enrolled = stream.next();
            assertThat(enrolled.getPosition()).isEqualTo(2).isEqualTo(enrolled.getEvent().getPosition());
            assertThat(enrolled.getEvent().getType()).isEqualTo(ClaimEventType.CLAIM_EVENT_TYPE_ENROLLED);
            assertThat(stream.next().getEvent().getType()).isEqualTo(ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED);
        }
    }

    @Test
    void aStreamFromAPositionLeavesNothingOutHoweverLittleItsReaderTakesAtOnce() {
        IntStream.range(0, 250).forEach(i -> acme.enroll(maker.make("meter-" + i)));
        var request = StreamClaimEventsRequest.newBuilder().setAfterPosition(7).build();
        try (var stream = EventReader.open(acme.reader(), request)) {
            assertThat(stream.next().getPosition()).isEqualTo(7);
            var positions = new ArrayList<Long>();
            for (int i = 8; i <= 250; i++) {
                positions.add(stream.next().getPosition());
            }
            assertThat(positions).containsExactlyElementsOf(LongStream.rangeClosed(8, 250).boxed().toList());
        }
    }

    @Test
    void theEventsOfAStreamAreThoseOfTheList() {
        acme.enroll(maker.make("one"));
        acme.enroll(maker.make("two"));
        var listed = acme.history().listClaimEvents(ListClaimEventsRequest.getDefaultInstance()).getEventsList();
        var request = StreamClaimEventsRequest.newBuilder().setAfterPosition(0).build();
        try (var stream = EventReader.open(acme.reader(), request)) {
            stream.next();
            assertThat(List.of(stream.next().getEvent(), stream.next().getEvent())).isEqualTo(listed);
        }
        assertThat(listed).extracting(ClaimEvent::getPosition).containsExactly(1L, 2L);
    }

    @Test
    void aStreamOfSomeTypesPassesTheOthersOver() {
        var request = StreamClaimEventsRequest.newBuilder().setAfterPosition(0)
                .addTypes(ClaimEventType.CLAIM_EVENT_TYPE_CANCELLED).build();
        try (var stream = EventReader.open(acme.reader(), request)) {
            stream.next();
            var enrollment = acme.enroll(maker.make("meter"));
            acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment.getId()).build());
            assertThat(stream.next().getPosition()).isEqualTo(2);
        }
    }

    @Test
    void aPositionThatTheAccountHasNotReachedIsRefused() {
        acme.enroll(maker.make("meter"));
        for (long position : new long[]{-1, 2}) {
            var request = StreamClaimEventsRequest.newBuilder().setAfterPosition(position).build();
            try (var stream = EventReader.open(acme.reader(), request)) {
                assertThat(Status.fromThrowable(stream.end()).getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
                assertThat(CoreErrors.fieldOf(stream.end())).isEqualTo("after_position");
            }
        }
    }

    @Test
    void nobodyHearsOfAnotherAccountsEvents() {
        var other = CORE.account("Other");
        try (var stream = EventReader.open(other.reader(), StreamClaimEventsRequest.getDefaultInstance())) {
            stream.next();
            acme.enroll(maker.make("meter"));
            other.enroll(maker.make("own"));
            assertThat(stream.next().getEvent().getAccountId()).isEqualTo(other.id());
        }
    }

    @Test
    void anAccountHasABoundedNumberOfStreams() {
        var streams = new ArrayList<EventReader>();
        try {
            for (int i = 0; i < EventStreams.MAX_STREAMS_PER_ACCOUNT; i++) {
                streams.add(EventReader.open(acme.reader(), StreamClaimEventsRequest.getDefaultInstance()));
                streams.getLast().next();
            }
            try (var oneMore = EventReader.open(acme.reader(), StreamClaimEventsRequest.getDefaultInstance())) {
                assertThat(CoreErrors.reasonOf(oneMore.end())).isEqualTo(ErrorReason.ERROR_REASON_RATE_LIMIT_EXCEEDED);
            }
            streams.removeFirst().close();
            await().atMost(LIMIT).until(() -> {
                try (var again = EventReader.open(acme.reader(), StreamClaimEventsRequest.getDefaultInstance())) {
                    return again.begins();
                }
            });
        } finally {
            streams.forEach(EventReader::close);
        }
    }

    @Test
    void aStreamEndsWhenItsKeyIsRevokedAndOthersGoOn() {
        var keys = AccountServiceGrpc.newBlockingStub(acme.admin());
        var key = keys.createApiKey(CreateApiKeyRequest.newBuilder().setName("short-lived")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        try (var revoked = stream(CORE.core().withKey(key.getKeyText())); var other = stream(acme.reader())) {
            keys.deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(key.getApiKey().getId()).build());
            assertThat(CoreErrors.reasonOf(revoked.end())).isEqualTo(ErrorReason.ERROR_REASON_INVALID_TOKEN);
            acme.enroll(maker.make("meter"));
            assertThat(other.next().hasEvent()).isTrue();
        }
    }

    @Test
    void aStreamEndsWhenItsKeyIsMadeInactive() {
        var keys = AccountServiceGrpc.newBlockingStub(acme.admin());
        var key = keys.createApiKey(CreateApiKeyRequest.newBuilder().setName("paused")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        try (var paused = stream(CORE.core().withKey(key.getKeyText()))) {
            keys.updateApiKey(UpdateApiKeyRequest.newBuilder()
                    .setApiKey(key.getApiKey().toBuilder().setStatus(ApiKeyStatus.API_KEY_STATUS_INACTIVE))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("status")).build());
            assertThat(CoreErrors.reasonOf(paused.end())).isEqualTo(ErrorReason.ERROR_REASON_INVALID_TOKEN);
        }
    }

    @Test
    void aStreamEndsWhenTheCoreStops(@TempDir Path data) {
        try (var core = TestCore.in(data); var stream = stream(core.account("Acme").reader())) {
            core.server().close();
            assertThat(Status.fromThrowable(stream.end()).getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
    }

    private static EventReader stream(Channel channel) {
        var stream = EventReader.open(channel, StreamClaimEventsRequest.getDefaultInstance());
        stream.next();
        return stream;
    }
}
