package io.firstclaim.server.call;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import io.firstclaim.proto.errors.v1.ErrorReason;

/// The problems of the core as the reasons of the contract.
public final class ErrorReasons {

    private ErrorReasons() {}

    /// The reason that the contract has for a problem.
    public static ErrorReason of(Problem problem) {
        return switch (problem) {
            case VALIDATION_ERROR -> ErrorReason.ERROR_REASON_VALIDATION_ERROR;
            case INVALID_TOKEN -> ErrorReason.ERROR_REASON_INVALID_TOKEN;
            case ACCESS_DENIED -> ErrorReason.ERROR_REASON_ACCESS_DENIED;
            case NOT_FOUND -> ErrorReason.ERROR_REASON_NOT_FOUND;
            case DUPLICATE -> ErrorReason.ERROR_REASON_DUPLICATE;
            case ACCOUNT_LIMIT_EXCEEDED -> ErrorReason.ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED;
            case PRECONDITION_FAILED -> ErrorReason.ERROR_REASON_PRECONDITION_FAILED;
            case NOT_POSSIBLE_NOW -> ErrorReason.ERROR_REASON_NOT_POSSIBLE_NOW;
            case RATE_LIMIT_EXCEEDED -> ErrorReason.ERROR_REASON_RATE_LIMIT_EXCEEDED;
            case ACCOUNT_SUSPENDED -> ErrorReason.ERROR_REASON_ACCOUNT_SUSPENDED;
            case SYSTEM_UNAVAILABLE -> ErrorReason.ERROR_REASON_SYSTEM_UNAVAILABLE;
            case INTERNAL_SERVER_ERROR -> ErrorReason.ERROR_REASON_INTERNAL_SERVER_ERROR;
        };
    }

    /// A broken request as the status message of a batch result.
    public static com.google.rpc.Status status(FirstclaimException broken) {
        return CoreErrors.status(of(broken.problem()), broken.field(), String.valueOf(broken.getMessage()));
    }
}
