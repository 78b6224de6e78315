package io.firstclaim.web.listing;

import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.web.http.Shown;
import java.util.List;
import java.util.Set;

/// A field by which a list can be filtered.
///
/// @param operators that it takes
/// @param values turns the texts of a filter into conditions of the core
record FilterField(Set<Operator> operators, Translation values) {

    /// Turns a filter into conditions.
    @FunctionalInterface
    interface Translation {
        /// The conditions, all of which must hold.
        ///
        /// @param values at least one
        /// @throws BadValueException for a text that is no value of the field
        List<Condition> conditions(Operator operator, List<String> values);
    }

    /// A text that is no value of a field.
    static final class BadValueException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /// @param expected what would have been one
        BadValueException(String value, String expected) {
            super("'" + Shown.shortened(value) + "' is no value of it: " + expected + ".", null,
                    false, false);
        }
    }
}
