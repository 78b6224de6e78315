package io.firstclaim.core.enrollment;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Shown;

/// A row of a bulk job's file; blank lines are none.
public sealed interface JobRow {
    /// What the reports show of it.
    String shown();

    /// It has an enrollment ID.
    record Valid(EnrollmentId identity) implements JobRow {
        @Override
        public String shown() {
            return identity.toString();
        }
    }

    /// It has none.
    ///
    /// @param shown
    ///            its value, shortened
    /// @param message
    ///            what is wrong with it, in the words that the single call has for it
    record Malformed(String shown, String message) implements JobRow {}

    /// Reads a value as the single call does.
    static JobRow of(String value) {
        try {
            return new Valid(EnrollmentId.parse(value));
        } catch (FirstclaimException notAnId) {
            return malformed(value, String.valueOf(notAnId.getMessage()));
        }
    }

    /// A value that can't even be read.
    static JobRow malformed(String value, String message) {
        return new Malformed(Shown.shortened(value), message);
    }
}
