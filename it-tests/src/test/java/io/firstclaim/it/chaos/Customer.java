package io.firstclaim.it.chaos;

import static org.awaitility.Awaitility.await;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.it.history.Answer;
import io.firstclaim.it.history.Call;
import io.firstclaim.it.history.History;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/// An account's administrator, who asks one core after the other until there is an answer, and writes each attempt down.
final class Customer {
    private static final int PAGE = 1000;
    /// What says that nobody knows, or that the core is not there.
    private static final Set<Status.Code> NO_ANSWER = Set.of(Status.Code.UNAVAILABLE, Status.Code.DEADLINE_EXCEEDED);

    private final String name;
    private final String id;
    private final List<Channel> cores;
    private final History history;
    private final Surprises surprises;
    private final AtomicInteger turn = new AtomicInteger();
    /// Enrollment ID to the line of the list.
    private final Map<String, String> lines = new ConcurrentHashMap<>();

    /// @param cores a channel to each, with the account's key
    Customer(String name, String id, List<Channel> cores, History history, Surprises surprises) {
        this.name = name;
        this.id = id;
        this.cores = cores;
        this.history = history;
        this.surprises = surprises;
    }

    String id() {
        return id;
    }

    List<Channel> cores() {
        return cores;
    }

    /// Lists a device; false when another account has it.
    boolean enroll(String enrollmentId) {
        Call.Enroll call = new Call.Enroll(enrollmentId, id, UUID.randomUUID().toString());
        Answer answer = untilAnswered(call, core -> new Answer.Enrolled(EnrollmentServiceGrpc.newBlockingStub(core)
                .createEnrollment(CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(enrollmentId)
                        .setRequestId(call.request()).build())
                .getEnrollment().getId()));
        if (answer instanceof Answer.Enrolled(var line)) {
            lines.put(enrollmentId, line);
            return true;
        }
        return false;
    }

    /// Takes a device off the list that it put there.
    void cancel(String enrollmentId) {
        String line = Objects.requireNonNull(lines.get(enrollmentId), enrollmentId);
        untilAnswered(new Call.Cancel(enrollmentId, id, line), core -> {
            EnrollmentServiceGrpc.newBlockingStub(core)
                    .cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(line).build());
            return new Answer.Cancelled();
        });
    }

    private Answer untilAnswered(Call call, Function<Channel, Answer> question) {
        return await(name + " " + call).atMost(Limits.ANSWER).pollDelay(Duration.ZERO).pollInterval(Limits.PAUSE)
                .until(() -> once(call, question), answer -> !(answer instanceof Answer.Unknown));
    }

    private Answer once(Call call, Function<Channel, Answer> question) {
        History.Pending pending = history.begin(name, call);
        Answer answer;
        try {
            answer = question.apply(nextCore());
        } catch (StatusRuntimeException failure) {
            answer = switch (CoreErrors.reasonOf(failure)) {
                case ERROR_REASON_DUPLICATE -> new Answer.Taken();
                case ERROR_REASON_NOT_FOUND -> new Answer.NotThere();
                default -> unknown(failure);
            };
        }
        pending.end(answer);
        return answer;
    }

    private Answer unknown(StatusRuntimeException failure) {
        if (!NO_ANSWER.contains(failure.getStatus().getCode())) {
            surprises.add(name + " was told " + failure.getStatus());
        }
        return new Answer.Unknown(String.valueOf(failure.getStatus()));
    }

    private Channel nextCore() {
        return cores.get(Math.floorMod(turn.getAndIncrement(), cores.size()));
    }

    /// All devices of the directory.
    List<Device> devices() {
        List<Device> all = new ArrayList<>();
        String token = "";
        do {
            ListDevicesRequest request = ListDevicesRequest.newBuilder().setPageSize(PAGE).setPageToken(token).build();
            var page = read(core -> DeviceServiceGrpc.newBlockingStub(core).listDevices(request));
            all.addAll(page.getDevicesList());
            token = page.getNextPageToken();
        } while (!token.isEmpty());
        return all;
    }

    /// How many devices the account has by its own count.
    int deviceCount() {
        return read(core -> AccountServiceGrpc.newBlockingStub(core).getAccount(GetAccountRequest.getDefaultInstance()))
                .getAccount().getDeviceCount();
    }

    /// The position of the last event; 0 when there is none.
    long lastPosition() {
        return read(core -> ClaimHistoryServiceGrpc.newBlockingStub(core)
                .listClaimEvents(ListClaimEventsRequest.newBuilder().setPageSize(1).setDescending(true).build()))
                .getEventsList().stream().mapToLong(event -> event.getPosition()).findFirst().orElse(0);
    }

    private <T> T read(Function<Channel, T> question) {
        return await(name + " reads").atMost(Limits.ANSWER).pollDelay(Duration.ZERO).pollInterval(Limits.PAUSE)
                .until(() -> {
                    try {
                        return Optional.of(question.apply(nextCore()));
                    } catch (StatusRuntimeException failure) {
                        unknown(failure);
                        return Optional.<T>empty();
                    }
                }, Optional::isPresent).orElseThrow();
    }

    @Override
    public String toString() {
        return name;
    }
}
