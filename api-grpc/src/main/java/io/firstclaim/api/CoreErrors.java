package io.firstclaim.api;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.jspecify.annotations.Nullable;

/// The one place where a reason becomes a gRPC status, and a status a reason again.
///
/// A status carries a `google.rpc.ErrorInfo` with the name of the reason, the domain `firstclaim.io`, and as metadata `field` (what is at
/// fault) and `retry` (`true` where the same request may succeed later).
public final class CoreErrors {

    /// The domain of our reasons (AIP-193).
    public static final String DOMAIN = "firstclaim.io";

    private static final String PREFIX = "ERROR_REASON_";
    private static final String FIELD = "field";
    private static final String RETRY = "retry";

    private CoreErrors() {}

    /// The exception that ends a call with this reason.
    ///
    /// @param field the field of the request that is at fault, or null
    /// @param message for the person who reads the log or the terminal; no secrets
    public static StatusRuntimeException of(ErrorReason reason, @Nullable String field, String message) {
        return StatusProto.toStatusRuntimeException(status(reason, field, message));
    }

    /// The same as a message, for the results of a batch.
    public static Status status(ErrorReason reason, @Nullable String field, String message) {
        ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(nameOf(reason));
        if (field != null) {
            info.putMetadata(FIELD, field);
        }
        if (mayRetry(reason)) {
            info.putMetadata(RETRY, "true");
        }
        return Status.newBuilder().setCode(codeOf(reason).getNumber()).setMessage(message)
                .addDetails(Any.pack(info.build())).build();
    }

    /// The reason of a failed call; ERROR_REASON_UNSPECIFIED when it carries none of ours, as when the network failed.
    public static ErrorReason reasonOf(Throwable failure) {
        Status status = StatusProto.fromThrowable(failure);
        return status == null ? ErrorReason.ERROR_REASON_UNSPECIFIED : reasonOf(status);
    }

    /// The reason in a status of a batch result.
    public static ErrorReason reasonOf(Status status) {
        ErrorInfo info = infoOf(status);
        if (info == null) {
            return ErrorReason.ERROR_REASON_UNSPECIFIED;
        }
        for (ErrorReason reason : ErrorReason.values()) {
            if (reason != ErrorReason.UNRECOGNIZED && nameOf(reason).equals(info.getReason())) {
                return reason;
            }
        }
        return ErrorReason.ERROR_REASON_UNSPECIFIED;
    }

    /// The field that a failed call blames, or null.
    public static @Nullable String fieldOf(Throwable failure) {
        Status status = StatusProto.fromThrowable(failure);
        return status == null ? null : fieldOf(status);
    }

    /// The field that a status of a batch result blames, or null.
    public static @Nullable String fieldOf(Status status) {
        ErrorInfo info = infoOf(status);
        return info == null ? null : info.getMetadataMap().get(FIELD);
    }

    /// The name of a reason without its prefix, as it travels in an ErrorInfo and stands in documents.
    public static String nameOf(ErrorReason reason) {
        return reason.name().startsWith(PREFIX) ? reason.name().substring(PREFIX.length()) : reason.name();
    }

    /// Whether the same request may succeed later without anyone doing anything.
    public static boolean mayRetry(ErrorReason reason) {
        return reason == ErrorReason.ERROR_REASON_RATE_LIMIT_EXCEEDED
                || reason == ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE;
    }

    /// The status code that belongs to a reason, as `error_reason.proto` documents it.
    public static Code codeOf(ErrorReason reason) {
        return switch (reason) {
            case ERROR_REASON_VALIDATION_ERROR -> Code.INVALID_ARGUMENT;
            case ERROR_REASON_INVALID_TOKEN -> Code.UNAUTHENTICATED;
            case ERROR_REASON_ACCESS_DENIED, ERROR_REASON_ACCOUNT_SUSPENDED -> Code.PERMISSION_DENIED;
            case ERROR_REASON_NOT_FOUND -> Code.NOT_FOUND;
            case ERROR_REASON_DUPLICATE -> Code.ALREADY_EXISTS;
            case ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED, ERROR_REASON_RATE_LIMIT_EXCEEDED -> Code.RESOURCE_EXHAUSTED;
            case ERROR_REASON_PRECONDITION_FAILED -> Code.ABORTED;
            case ERROR_REASON_NOT_POSSIBLE_NOW -> Code.FAILED_PRECONDITION;
            case ERROR_REASON_SYSTEM_UNAVAILABLE -> Code.UNAVAILABLE;
            case ERROR_REASON_UNSPECIFIED, ERROR_REASON_INTERNAL_SERVER_ERROR, UNRECOGNIZED -> Code.INTERNAL;
        };
    }

    private static @Nullable ErrorInfo infoOf(Status status) {
        for (Any detail : status.getDetailsList()) {
            if (detail.is(ErrorInfo.class)) {
                try {
                    ErrorInfo info = detail.unpack(ErrorInfo.class);
                    if (info.getDomain().equals(DOMAIN)) {
                        return info;
                    }
                } catch (InvalidProtocolBufferException unreadable) {
                    // Not ours: we write it whole. Whoever sent it gave no reason that we know.
                    return null;
                }
            }
        }
        return null;
    }
}
