package io.firstclaim.core.claim;

import io.firstclaim.core.enrollment.EnrollmentId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What would become of a device if it came now, and how far it is.
///
/// @param identity
///            of the device; null when the endpoint name leads to none
/// @param checks
///            in their order, up to and with the first that fails
public record Explanation(@Nullable EnrollmentId identity, List<Check> checks) {
    public Explanation {
        checks = List.copyOf(checks);
    }

    /// The check that fails; empty when all pass.
    public Optional<Check> failed() {
        return checks.isEmpty() || checks.getLast().passed() ? Optional.empty() : Optional.of(checks.getLast());
    }

    /// One check.
    ///
    /// @param detail
    ///            what was found, in words
    /// @param failure
    ///            null when the device passes
    public record Check(Name name, String detail, @Nullable Failure failure) {
        static Check passed(Name name, String detail) {
            return new Check(name, detail, null);
        }

        static Check refused(Name name, ClaimRules.Objection objection) {
            return refused(name, objection, objection.detail());
        }

        static Check refused(Name name, ClaimRules.Objection objection, String detail) {
            return new Check(name, detail, new Failure.Refused(objection.reason()));
        }

        static Check failed(Name name, String detail, String nextStep) {
            return new Check(name, detail, new Failure.NotRefused(nextStep));
        }

        /// Whether the device passes.
        public boolean passed() {
            return failure == null;
        }
    }

    /// What comes of a check that fails.
    public sealed interface Failure {
        /// The device is turned away for this reason.
        record Refused(RefusalReason reason) implements Failure {}

        /// The handshake fails: the device is not even answered.
        ///
        /// @param nextStep what to do, as a sentence
        record SecureConnectionFails(String nextStep) implements Failure {}

        /// The account has no part in what the device is told, or the device is let in and has not come so far yet.
        ///
        /// @param nextStep what to do, as a sentence
        record NotRefused(String nextStep) implements Failure {}
    }

    /// The checks in the order of the claim.
    public enum Name {
        /// The endpoint name leads to a device. Made only when the device is named by it.
        ENDPOINT_NAME_KNOWN,
        /// The certificate itself is fit for the handshake. Made only when it is given.
        CERTIFICATE_USABLE,
        /// The account holds the enrollment ID.
        ENROLLMENT_LISTED,
        /// The enrollment has not ended unclaimed.
        ENROLLMENT_NOT_EXPIRED,
        /// The device did not ask for another account. Made only for a device that was turned away for that when it last came.
        ACCOUNT_ASKED_FOR,
        /// The certificate leads to a trusted certificate of the account, as far as it is known.
        TRUSTED_CERTIFICATE_IN_ACCOUNT,
        /// The account is not suspended.
        ACCOUNT_ACTIVE,
        /// The account has room for the device, or has it already.
        DEVICE_QUOTA,
        /// No other device of the account has its endpoint name, as far as that is known.
        ENDPOINT_NAME_FREE,
        /// It acknowledged its bootstrap. Made only for a device that the account has.
        BOOTSTRAPPED,
        /// It is registered. Made only for a device that the account has.
        REGISTERED
    }
}
