package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;

/// What became of a wish.
public sealed interface EnrollmentOutcome {
    /// It is listed.
    record Listed(Enrollment enrollment) implements EnrollmentOutcome {}

    /// It is not.
    record NotListed(FirstclaimException problem) implements EnrollmentOutcome {}
}
