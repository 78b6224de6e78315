package io.firstclaim.server;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.firstclaim.api.CoreErrors;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;

/// How a call that fails is judged: by its status, its reason and the field that it blames.
record Failures(Status.Code code, ErrorReason reason, @Nullable String field, String message) {

    /// Makes the call, which has to fail.
    static Failures of(ThrowingCallable call) {
        var failure = catchThrowableOfType(StatusRuntimeException.class, call);
        Assertions.assertThat(failure).as("the call has to fail").isNotNull();
        return new Failures(failure.getStatus().getCode(), CoreErrors.reasonOf(failure), CoreErrors.fieldOf(failure),
                String.valueOf(failure.getStatus().getDescription()));
    }

    Failures is(Status.Code expected, ErrorReason why) {
        Assertions.assertThat(code).as(message).isEqualTo(expected);
        Assertions.assertThat(reason).as(message).isEqualTo(why);
        return this;
    }

    Failures blames(String expected) {
        Assertions.assertThat(field).as(message).isEqualTo(expected);
        return this;
    }
}
