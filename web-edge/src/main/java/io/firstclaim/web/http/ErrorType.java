package io.firstclaim.web.http;

import io.firstclaim.proto.errors.v1.ErrorReason;
import java.util.Locale;

/// The registry of `type` in error bodies, each with the HTTP status that belongs to it.
public enum ErrorType {
    /// Something in the request is missing, malformed or out of its bounds; what the HTTP server itself finds wrong, too, under its own status.
    VALIDATION_ERROR(400),
    /// No API key, or one that is unknown or revoked.
    INVALID_TOKEN(401),
    /// The caller is known but may not do this.
    ACCESS_DENIED(403),
    /// A limit of the account would be passed.
    ACCOUNT_LIMIT_EXCEEDED(403),
    /// Nothing of that id exists in the caller's account, or nothing is at that path.
    NOT_FOUND(404),
    /// The path exists, but not with this method.
    METHOD_NOT_SUPPORTED(405),
    /// The client accepts none of the formats that there are.
    NOT_ACCEPTABLE(406),
    /// Something with this identity, name or content exists already.
    DUPLICATE(409),
    /// The `If-Match` of the request is not the current etag.
    PRECONDITION_FAILED(412),
    /// The body is in a format that is not read.
    UNSUPPORTED_MEDIA_TYPE(415),
    /// More requests than the server or the caller's share allows.
    RATE_LIMIT_EXCEEDED(429),
    /// A defect of the server.
    INTERNAL_SERVER_ERROR(500),
    /// The core or its database is away.
    SYSTEM_UNAVAILABLE(503);

    private final int status;

    ErrorType(int status) {
        this.status = status;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    /// As it stands in an error body.
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The type of a reason of the core. A state that does not allow a request is the request's fault here, as it was in the original service.
    public static ErrorType of(ErrorReason reason) {
        return switch (reason) {
            case ERROR_REASON_VALIDATION_ERROR, ERROR_REASON_NOT_POSSIBLE_NOW -> VALIDATION_ERROR;
            case ERROR_REASON_INVALID_TOKEN -> INVALID_TOKEN;
            case ERROR_REASON_ACCESS_DENIED, ERROR_REASON_ACCOUNT_SUSPENDED -> ACCESS_DENIED;
            case ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED -> ACCOUNT_LIMIT_EXCEEDED;
            case ERROR_REASON_NOT_FOUND -> NOT_FOUND;
            case ERROR_REASON_DUPLICATE -> DUPLICATE;
            case ERROR_REASON_PRECONDITION_FAILED -> PRECONDITION_FAILED;
            case ERROR_REASON_RATE_LIMIT_EXCEEDED -> RATE_LIMIT_EXCEEDED;
            case ERROR_REASON_SYSTEM_UNAVAILABLE -> SYSTEM_UNAVAILABLE;
            case ERROR_REASON_UNSPECIFIED, ERROR_REASON_INTERNAL_SERVER_ERROR, UNRECOGNIZED -> INTERNAL_SERVER_ERROR;
        };
    }

    /// The type for a status that the HTTP server gives by itself.
    static ErrorType ofStatus(int status) {
        for (ErrorType type : values()) {
            if (type.status == status) {
                return type;
            }
        }
        return status < INTERNAL_SERVER_ERROR.status ? VALIDATION_ERROR : INTERNAL_SERVER_ERROR;
    }
}
