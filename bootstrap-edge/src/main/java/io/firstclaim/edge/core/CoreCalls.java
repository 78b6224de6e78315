package io.firstclaim.edge.core;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.common.util.concurrent.Uninterruptibles;
import com.google.protobuf.ByteString;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.edge.core.CoreAnswer.Answered;
import io.firstclaim.edge.core.CoreAnswer.Failed;
import io.firstclaim.edge.core.CoreAnswer.Rejected;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeResponse;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceFutureStub;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapRequest;
import io.firstclaim.proto.bootstrap.v1.ConfirmBootstrapResponse;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateResponse;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.RegisterDeviceResponse;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationRequest;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationResponse;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Channel;
import io.grpc.Deadline;
import io.grpc.Status;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// The calls of `BootstrapService`, each with its deadline and a typed answer. They block: call them on virtual threads.
///
/// The core refuses what is too much for it and leaves the waiting to its callers. So of the calls for devices only some are under way at once, and the
/// others wait for their turn as long as their deadline allows: a device that is answered late is better off than one that is sent away and has to come
/// back with another handshake.
public final class CoreCalls {

    /// A handshake waits for this one; past it the edge decides itself.
    private static final Duration HANDSHAKE_DEADLINE = Duration.ofSeconds(3);
    /// After this a device is told to hold on: it would send its request again after two seconds (RFC 7252, section 4.8).
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    /// Handshakes and the devices' requests have turns of their own: whoever makes an edge judge hundreds of handshakes at once, which takes no more than
    /// certificates of one's own making, must not stand in front of the claims of all accounts. Together they are 100 at once, what a core with its default
    /// limit takes from two edges. The requests get the larger share, since a device that has come so far has cost its handshake already.
    static final int HANDSHAKES_AT_ONCE = 40;
    static final int REQUESTS_AT_ONCE = 60;

    private final BootstrapServiceFutureStub core;
    private final Duration deadline;
    private final CallTurns handshakes = new CallTurns(HANDSHAKES_AT_ONCE, PATIENCE);
    private final CallTurns requests = new CallTurns(REQUESTS_AT_ONCE, PATIENCE);

    /// Calls over a channel.
    ///
    /// @param deadline of a call that a device waits for
    public CoreCalls(Channel channel, Duration deadline) {
        // An answer only completes a future, so no thread of its own is needed for it.
        this.core = BootstrapServiceGrpc.newFutureStub(channel).withExecutor(Runnable::run);
        this.deadline = deadline;
    }

    /// See `BootstrapService.CheckHandshake`.
    public CoreAnswer<CheckHandshakeResponse> checkHandshake(List<ByteString> chain) throws InterruptedException {
        CheckHandshakeRequest request = CheckHandshakeRequest.newBuilder().addAllCertificateChain(chain).build();
        return inTurn(handshakes, HANDSHAKE_DEADLINE, stub -> stub.checkHandshake(request), CoreCalls::nobodyWaits);
    }

    /// See `BootstrapService.ClaimDevice`. An interrupt does not end the call and is still set afterwards: of two claims for one device the later
    /// one counts, so the next may start only when this one has been decided.
    ///
    /// @param whenSlow run once when the answer takes longer than a device waits without sending again
    public CoreAnswer<ClaimDeviceResponse> claimDevice(ClaimDeviceRequest request, Runnable whenSlow) {
        Deadline end = Deadline.after(deadline.toMillis(), TimeUnit.MILLISECONDS);
        Runnable onceSlow = once(whenSlow);
        if (!requests.takeUninterruptibly(end, onceSlow)) {
            return requests.noTurn();
        }
        try {
            return claimNow(core.withDeadline(end).claimDevice(request), onceSlow);
        } finally {
            requests.giveBack();
        }
    }

    private static CoreAnswer<ClaimDeviceResponse> claimNow(ListenableFuture<ClaimDeviceResponse> call,
            Runnable whenSlow) {
        try {
            try {
                return new Answered<>(Objects.requireNonNull(
                        Uninterruptibles.getUninterruptibly(call, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)));
            } catch (TimeoutException slow) {
                whenSlow.run();
                return new Answered<>(Objects.requireNonNull(Uninterruptibles.getUninterruptibly(call)));
            }
        } catch (ExecutionException failed) {
            return failureOf(causeOf(failed));
        }
    }

    /// See `BootstrapService.ConfirmBootstrap`.
    public CoreAnswer<ConfirmBootstrapResponse> confirmBootstrap(String intentId) throws InterruptedException {
        ConfirmBootstrapRequest request = ConfirmBootstrapRequest.newBuilder().setIntentId(intentId).build();
        return inTurn(requests, deadline, stub -> stub.confirmBootstrap(request), CoreCalls::nobodyWaits);
    }

    /// See `BootstrapService.RegisterDevice`.
    public CoreAnswer<RegisterDeviceResponse> registerDevice(RegisterDeviceRequest request, Runnable whenSlow)
            throws InterruptedException {
        return inTurn(requests, deadline, stub -> stub.registerDevice(request), whenSlow);
    }

    /// See `BootstrapService.UpdateRegistration`.
    public CoreAnswer<UpdateRegistrationResponse> updateRegistration(UpdateRegistrationRequest request,
            Runnable whenSlow)
            throws InterruptedException {
        return inTurn(requests, deadline, stub -> stub.updateRegistration(request), whenSlow);
    }

    /// See `BootstrapService.DeregisterDevice`.
    public CoreAnswer<DeregisterDeviceResponse> deregisterDevice(DeregisterDeviceRequest request, Runnable whenSlow)
            throws InterruptedException {
        return inTurn(requests, deadline, stub -> stub.deregisterDevice(request), whenSlow);
    }

    /// See `BootstrapService.IssueServerCertificate`.
    public CoreAnswer<IssueServerCertificateResponse> issueServerCertificate(IssueServerCertificateRequest request)
            throws InterruptedException {
        return await(within(deadline).issueServerCertificate(request), CoreCalls::nobodyWaits);
    }

    /// See `BootstrapService.AnnounceEdge`.
    public CoreAnswer<AnnounceEdgeResponse> announceEdge(AnnounceEdgeRequest request) throws InterruptedException {
        return await(within(deadline).announceEdge(request), CoreCalls::nobodyWaits);
    }

    private <T> CoreAnswer<T> inTurn(CallTurns turns, Duration limit,
            Function<BootstrapServiceFutureStub, ListenableFuture<T>> call, Runnable whenSlow)
            throws InterruptedException {
        Deadline end = Deadline.after(limit.toMillis(), TimeUnit.MILLISECONDS);
        Runnable onceSlow = once(whenSlow);
        if (!turns.take(end, onceSlow)) {
            return turns.noTurn();
        }
        try {
            return await(call.apply(core.withDeadline(end)), onceSlow);
        } finally {
            turns.giveBack();
        }
    }

    private static Runnable once(Runnable action) {
        AtomicBoolean done = new AtomicBoolean();
        return () -> {
            if (done.compareAndSet(false, true)) {
                action.run();
            }
        };
    }

    private BootstrapServiceFutureStub within(Duration limit) {
        return core.withDeadlineAfter(limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void nobodyWaits() {
        // The edge's own calls keep no device waiting.
    }

    private static <T> CoreAnswer<T> await(ListenableFuture<T> call, Runnable whenSlow) throws InterruptedException {
        try {
            try {
                return new Answered<>(call.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS));
            } catch (TimeoutException slow) {
                whenSlow.run();
                return new Answered<>(call.get());
            }
        } catch (ExecutionException failed) {
            return failureOf(causeOf(failed));
        } finally {
            // Without effect on a call that has ended; ends the one of an interrupted thread.
            call.cancel(true);
        }
    }

    private static Throwable causeOf(ExecutionException failed) {
        return failed.getCause() == null ? failed : failed.getCause();
    }

    static <T> CoreAnswer<T> failureOf(Throwable failure) {
        Status status = Status.fromThrowable(failure);
        String detail = status.getCode() + (status.getDescription() == null ? "" : ": " + status.getDescription());
        return switch (status.getCode()) {
            case UNAVAILABLE -> new Failed<>(CoreErrors.reasonOf(failure) == ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE
                    ? RefusalReason.REFUSAL_REASON_DATABASE
                    : RefusalReason.REFUSAL_REASON_CORE_UNREACHABLE, detail);
            // Not by this edge, which waits for no call that it cancels: by a core that stops.
            case CANCELLED -> new Failed<>(RefusalReason.REFUSAL_REASON_CORE_UNREACHABLE, detail);
            case DEADLINE_EXCEEDED -> new Failed<>(RefusalReason.REFUSAL_REASON_CORE_TOO_SLOW, detail);
            case RESOURCE_EXHAUSTED -> new Failed<>(RefusalReason.REFUSAL_REASON_OVERLOAD, detail);
            case INVALID_ARGUMENT -> new Rejected<>(status.getDescription() == null ? "" : status.getDescription());
            case OK, UNKNOWN, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, FAILED_PRECONDITION, ABORTED,
                    OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, DATA_LOSS, UNAUTHENTICATED ->
                new Failed<>(RefusalReason.REFUSAL_REASON_INTERNAL_ERROR_OTHER, detail);
        };
    }
}
