package io.firstclaim.cli;

import io.firstclaim.api.CoreAddresses;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// What a failed call to the core means to the person at the terminal.
public final class CoreFailures {
    private CoreFailures() {}

    /// The failure in one line, with its exit code.
    public static CommandFailed explain(StatusRuntimeException failed, CoreAddresses core) {
        ErrorReason reason = CoreErrors.reasonOf(failed);
        if (reason != ErrorReason.ERROR_REASON_UNSPECIFIED) {
            return new CommandFailed(codeOf(reason), describe(failed.getStatus().getDescription(),
                    CoreErrors.fieldOf(failed)), failed);
        }
        Status status = failed.getStatus();
        return switch (status.getCode()) {
            case UNAVAILABLE -> new CommandFailed(ExitCode.UNREACHABLE, unavailable(failed, core), failed);
            case DEADLINE_EXCEEDED -> new CommandFailed(ExitCode.UNREACHABLE,
                    "the core at " + core + " did not answer in time", failed);
            case UNAUTHENTICATED, PERMISSION_DENIED -> new CommandFailed(ExitCode.NOT_ALLOWED, words(status), failed);
            case NOT_FOUND -> new CommandFailed(ExitCode.NOT_FOUND, words(status), failed);
            case ALREADY_EXISTS -> new CommandFailed(ExitCode.DUPLICATE, words(status), failed);
            case UNIMPLEMENTED -> new CommandFailed(ExitCode.FAILED,
                    "the core at " + core + " does not know this request: is it of an older version?", failed);
            case OK, CANCELLED, UNKNOWN, INVALID_ARGUMENT, RESOURCE_EXHAUSTED, FAILED_PRECONDITION, ABORTED,
                    OUT_OF_RANGE, INTERNAL, DATA_LOSS ->
                new CommandFailed(ExitCode.FAILED, "the core at " + core + ": " + words(status), failed);
        };
    }

    /// The failure of one line of a batch, with its exit code.
    public static CommandFailed explain(com.google.rpc.Status line) {
        return new CommandFailed(codeOf(CoreErrors.reasonOf(line)),
                describe(line.getMessage(), CoreErrors.fieldOf(line)));
    }

    private static ExitCode codeOf(ErrorReason reason) {
        return switch (reason) {
            case ERROR_REASON_VALIDATION_ERROR -> ExitCode.USAGE;
            case ERROR_REASON_INVALID_TOKEN, ERROR_REASON_ACCESS_DENIED, ERROR_REASON_ACCOUNT_SUSPENDED ->
                ExitCode.NOT_ALLOWED;
            case ERROR_REASON_NOT_FOUND -> ExitCode.NOT_FOUND;
            case ERROR_REASON_DUPLICATE -> ExitCode.DUPLICATE;
            case ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED, ERROR_REASON_RATE_LIMIT_EXCEEDED -> ExitCode.LIMIT_REACHED;
            case ERROR_REASON_PRECONDITION_FAILED, ERROR_REASON_NOT_POSSIBLE_NOW -> ExitCode.NOT_POSSIBLE_NOW;
            case ERROR_REASON_SYSTEM_UNAVAILABLE -> ExitCode.UNREACHABLE;
            case ERROR_REASON_UNSPECIFIED, ERROR_REASON_INTERNAL_SERVER_ERROR, UNRECOGNIZED -> ExitCode.FAILED;
        };
    }

    private static String describe(@Nullable String message, @Nullable String field) {
        String words = message == null || message.isEmpty() ? "the core says no, and not why" : message;
        return field == null || words.contains(field) ? words : field + ": " + words;
    }

    private static String unavailable(StatusRuntimeException failed, CoreAddresses core) {
        for (Throwable cause = failed.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLException) {
                return "the core at " + core + " has no certificate of the given CA for that name: check --core-ca"
                        + " and the host name";
            }
        }
        return "can't reach the core at " + core + ": is it running (firstclaim up), and is that its address?";
    }

    private static String words(Status status) {
        String description = status.getDescription();
        return description == null ? status.getCode().name() : description;
    }
}
