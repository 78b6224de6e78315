package io.firstclaim.core;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/// Asserts what a broken request is told.
public final class Problems {
    private Problems() {}

    public static void assertProblem(Problem problem, ThrowingCallable call) {
        assertThatExceptionOfType(FirstclaimException.class).isThrownBy(call).extracting(FirstclaimException::problem)
                .isEqualTo(problem);
    }

    /// A field that is malformed or out of its bounds.
    public static void assertInvalid(String field, ThrowingCallable call) {
        assertThatExceptionOfType(FirstclaimException.class).isThrownBy(call)
                .returns(Problem.VALIDATION_ERROR, FirstclaimException::problem)
                .returns(field, FirstclaimException::field);
    }
}
