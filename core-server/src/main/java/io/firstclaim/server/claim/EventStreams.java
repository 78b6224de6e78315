package io.firstclaim.server.claim;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Authenticate;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.ReadEvents;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.firstclaim.server.call.ErrorReasons;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open streams of events. A round asks the database twice, whatever the number of streams: which of their keys are still good, and how far the events
/// of their accounts go. A stream that has nothing to send costs no thread and no further question.
public final class EventStreams implements AutoCloseable {
    /// The most streams of one core.
    public static final int MAX_STREAMS = 1000;
    /// The most streams of one account on one core.
    public static final int MAX_STREAMS_PER_ACCOUNT = 20;
    /// How many streams read from the database at once, so that calls find a free connection.
    static final int MAX_READING = 4;

    private static final Logger LOG = LoggerFactory.getLogger(EventStreams.class);

    private final ReadEvents read;
    private final Authenticate authenticate;
    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore reading = new Semaphore(MAX_READING);
    private boolean closed;

    public EventStreams(ReadEvents read, Authenticate authenticate) {
        this.read = read;
        this.authenticate = authenticate;
    }

    /// Opens a stream after a position; null for the events from now on.
    public void open(Caller caller, @Nullable Long after, Set<ClaimEvent.Type> types,
            ServerCallStreamObserver<StreamClaimEventsResponse> call) {
        var accountId = caller.requireReader();
        var position = after == null ? read.last(accountId) : read.requireReached(accountId, after);
        var stream = new EventStream(caller, position, types, read, call);
        call.setOnCancelHandler(() -> streams.remove(stream));
        call.setOnReadyHandler(() -> schedule(stream));
        begin(stream);
        placed(accountId);
    }

    /// Under the stream's lock, so that its first message is the first.
    private void begin(EventStream stream) {
        synchronized (stream) {
            add(stream);
            stream.begin();
        }
        if (stream.isCancelled()) {
            streams.remove(stream);
        }
    }

    /// Events of the account got their positions.
    public void placed(ResourceId accountId) {
        var followers = streams.stream().filter(stream -> stream.accountId().equals(accountId)).toList();
        if (!followers.isEmpty()) {
            execute(() -> reach(followers, read.lastPlaced(accountId)));
        }
    }

    /// One round: looks for events that other cores placed, and whether the keys are still good.
    public void refresh() {
        var bad = authenticate.revoked(streams.stream().map(EventStream::keyId).collect(Collectors.toSet()));
        for (var stream : streams) {
            if (bad.contains(stream.keyId())) {
                end(stream, new FirstclaimException(Problem.INVALID_TOKEN, "The API key was revoked."));
            }
        }
        var followed = streams.stream().collect(Collectors.groupingBy(EventStream::accountId));
        var last = read.lastPlaced(followed.keySet());
        followed.forEach((accountId, followers) -> reach(followers, last.getOrDefault(accountId, 0L)));
    }

    /// Ends all streams, so that their callers go to another core or come back later.
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
        }
        for (var stream : streams) {
            end(stream, new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "The core stops."));
        }
        threads.close();
    }

    private synchronized void add(EventStream stream) {
        if (closed) {
            throw new FirstclaimException(Problem.SYSTEM_UNAVAILABLE, "The core stops.");
        }
        if (streams.size() >= MAX_STREAMS) {
            throw tooMany("The core has " + MAX_STREAMS + " streams of events already, which is its limit.");
        }
        if (streams.stream().filter(other -> other.accountId().equals(stream.accountId()))
                .count() >= MAX_STREAMS_PER_ACCOUNT) {
            throw tooMany(
                    "The account has " + MAX_STREAMS_PER_ACCOUNT + " streams of events already, which is its limit.");
        }
        streams.add(stream);
    }

    private static FirstclaimException tooMany(String message) {
        return new FirstclaimException(Problem.RATE_LIMIT_EXCEEDED, message);
    }

    private void reach(Collection<EventStream> followers, long last) {
        for (var stream : followers) {
            stream.reach(last);
            if (stream.isDue()) {
                schedule(stream);
            }
        }
    }

    private void schedule(EventStream stream) {
        if (stream.schedule()) {
            execute(() -> send(stream));
        }
    }

    private void send(EventStream stream) {
        reading.acquireUninterruptibly();
        try {
            stream.send();
        } catch (FirstclaimException problem) {
            end(stream, problem);
        } catch (RuntimeException defect) {
            LOG.error("A stream of events failed", defect);
            end(stream, new FirstclaimException(Problem.INTERNAL_SERVER_ERROR, "A defect of the server."));
        } finally {
            reading.release();
        }
    }

    private void end(EventStream stream, FirstclaimException why) {
        streams.remove(stream);
        execute(() -> stream.end(statusOf(why)));
    }

    private static StatusRuntimeException statusOf(FirstclaimException problem) {
        return CoreErrors.of(ErrorReasons.of(problem.problem()), problem.field(), String.valueOf(problem.getMessage()));
    }

    private void execute(Runnable task) {
        try {
            threads.execute(task);
        } catch (RejectedExecutionException stopping) {
            LOG.debug("The core stops", stopping);
        }
    }
}
