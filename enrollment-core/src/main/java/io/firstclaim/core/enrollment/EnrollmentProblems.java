package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;

/// What is said of an enrollment that can't be made or is not there, by the single calls and by the bulk jobs alike.
final class EnrollmentProblems {
    private EnrollmentProblems() {}

    /// This or any other account holds the ID.
    static FirstclaimException alreadyClaimed() {
        return new FirstclaimException(Problem.DUPLICATE, "enrollment_identity",
                "Enrollment identity is already claimed.");
    }

    /// The account's list has no such line; whether another one has is not said.
    ///
    /// @param id
    ///            an id or an enrollment ID
    static FirstclaimException notListed(Object id) {
        return FirstclaimException.notFound("enrollment", id);
    }
}
