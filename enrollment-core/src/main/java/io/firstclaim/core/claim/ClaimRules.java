package io.firstclaim.core.claim;

import io.firstclaim.core.account.Account;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.HandshakeDecision;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.HandshakeDecision.Untrusted;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.core.trust.TrustedCertificate;
import java.time.Instant;
import java.util.Optional;

/// The rules of the claim, each by itself, in the order in which they are asked. The claim and its explanation ask the same ones, so that they can't
/// come to differ. None reads or writes a store.
final class ClaimRules {

    private ClaimRules() {}

    /// Why a device may not come in.
    ///
    /// @param detail in words that every account may read to which refusals are shown: without ids
    record Objection(RefusalReason reason, String detail) {}

    /// Whether an account trusts a device's certificate.
    sealed interface Trust {
        /// By this one of its trusted certificates.
        record By(TrustedCertificate certificate) implements Trust {}

        /// It does not, or that could not be found out within the bounds of one attempt.
        ///
        /// @param finding
        ///            what was found of the account's own certificates, for the account alone
        record None(Objection objection, String finding) implements Trust {}
    }

    static Objection notListed() {
        return new Objection(RefusalReason.ENROLLMENT_NOT_REGISTERED, "no account lists the device");
    }

    static Objection listedElsewhere() {
        return new Objection(RefusalReason.ENROLLMENT_NOT_REGISTERED,
                "the device asks for another account than the one that lists it");
    }

    static Objection notTrusted() {
        return new Objection(RefusalReason.TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT,
                "the account that lists the device does not trust its CA");
    }

    /// Leads the chain to one of the account's anchors. Verifies signatures that were not verified lately.
    static Trust trust(TrustPath path, CertificateChain chain, AccountAnchors anchors, Instant now) {
        return trust(path.find(chain, anchors, now), anchors);
    }

    /// The same when the way was searched already, among these anchors.
    static Trust trust(HandshakeDecision found, AccountAnchors anchors) {
        return switch (found) {
            case Trusted trusted -> new Trust.By(anchors.find(trusted.fingerprint()).orElseThrow());
            case Untrusted untrusted -> new Trust.None(notTrusted(), untrusted.detail());
            case Undecided undecided -> new Trust.None(tooManyToTry(), undecided.detail());
        };
    }

    static Objection tooManyToTry() {
        return new Objection(RefusalReason.OVERLOAD,
                "too many trusted certificates of the account have the name of the device's CA to try all at once; "
                        + "the next attempt goes on");
    }

    static Optional<Objection> objectionToAccount(Account account) {
        return account.isActive()
                ? Optional.empty()
                : Optional.of(new Objection(RefusalReason.ACCOUNT_SUSPENDED, "the account is suspended"));
    }

    /// Asked for a device that the account does not have yet.
    static Optional<Objection> objectionToQuota(int freeDeviceSlots) {
        return freeDeviceSlots > 0
                ? Optional.empty()
                : Optional.of(new Objection(RefusalReason.ACCOUNT_DEVICE_QUOTA_REACHED,
                        "the account has no free device slot"));
    }

    /// Asked for a name that the device does not have in the account yet.
    ///
    /// @param bearer the device of the account that has the name
    static Optional<Objection> objectionToName(EndpointName name, Fingerprint device, Optional<Device> bearer) {
        return bearer.filter(other -> !other.fingerprint().equals(device))
                .map(_ -> new Objection(RefusalReason.DUPLICATE_ENDPOINT_NAME,
                        "another device of the account has the name '" + name + "'"));
    }
}
