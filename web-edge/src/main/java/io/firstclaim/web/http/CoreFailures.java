package io.firstclaim.web.http;

import com.google.rpc.Status;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a failed call to the core means to the HTTP client.
public final class CoreFailures {
    private static final Logger LOG = LoggerFactory.getLogger(CoreFailures.class);
    private static final String RETRY_AFTER = "Retry-After";
    /// Seconds after which a client whose turn it was not may try again.
    private static final String BUSY_PAUSE = "1";
    /// Seconds after which the core may be back.
    private static final String AWAY_PAUSE = "5";
    /// Fields of the core's requests that have another name here.
    private static final Map<String, String> NAMES = Map.of("page_token", "after", "page_size", "limit", "etag",
            "If-Match", "webhook.url", "url", "webhook.event_types", "event_types", "after_position", "after");

    private CoreFailures() {}

    /// The error of a failed call.
    public static HttpError of(StatusRuntimeException failure) {
        ErrorReason reason = CoreErrors.reasonOf(failure);
        if (reason == ErrorReason.ERROR_REASON_UNSPECIFIED) {
            return ofTransport(failure);
        }
        Status status = StatusProto.fromThrowable(failure);
        return of(reason, status == null ? "" : status.getMessage(), CoreErrors.fieldOf(failure));
    }

    /// The error of a reason, for results of a batch too.
    ///
    /// @param field the field at fault by the core's name, or null
    public static HttpError of(ErrorReason reason, String message, @Nullable String field) {
        ErrorType type = ErrorType.of(reason);
        HttpError error = type == ErrorType.INVALID_TOKEN
                ? HttpError.unauthenticated(message)
                : HttpError.of(type, message);
        HttpError blaming = field == null ? error : error.blaming(NAMES.getOrDefault(field, field));
        return switch (type) {
            case RATE_LIMIT_EXCEEDED -> blaming.with(RETRY_AFTER, BUSY_PAUSE);
            case SYSTEM_UNAVAILABLE -> blaming.with(RETRY_AFTER, AWAY_PAUSE);
            case VALIDATION_ERROR, INVALID_TOKEN, ACCESS_DENIED, ACCOUNT_LIMIT_EXCEEDED, NOT_FOUND,
                    METHOD_NOT_SUPPORTED, NOT_ACCEPTABLE, DUPLICATE, PRECONDITION_FAILED, UNSUPPORTED_MEDIA_TYPE,
                    INTERNAL_SERVER_ERROR ->
                blaming;
        };
    }

    /// The server itself has more to do than it can.
    static HttpError busy(String message) {
        return HttpError.of(ErrorType.RATE_LIMIT_EXCEEDED, message).with(RETRY_AFTER, BUSY_PAUSE);
    }

    /// Something behind this server is away.
    public static HttpError away(String message) {
        return HttpError.of(ErrorType.SYSTEM_UNAVAILABLE, message).with(RETRY_AFTER, AWAY_PAUSE);
    }

    /// What gRPC itself says, without a reason of ours.
    private static HttpError ofTransport(StatusRuntimeException failure) {
        return switch (failure.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED -> {
                LOG.warn("the core does not answer: {}, {}", failure.getStatus().getCode(),
                        failure.getStatus().getDescription());
                yield away("The core does not answer. Try again later.");
            }
            case RESOURCE_EXHAUSTED -> HttpError.ofStatus(413, "The request is larger than the core takes.");
            case UNAUTHENTICATED -> HttpError.unauthenticated("An API key is needed.");
            case OK, UNKNOWN, INVALID_ARGUMENT, NOT_FOUND, ALREADY_EXISTS, PERMISSION_DENIED, FAILED_PRECONDITION,
                    ABORTED, OUT_OF_RANGE, UNIMPLEMENTED, INTERNAL, DATA_LOSS -> {
                LOG.error("the core failed a call", failure);
                yield HttpError.of(ErrorType.INTERNAL_SERVER_ERROR,
                        "A defect of the server: its log has the cause under the id of this request.");
            }
        };
    }
}
