package io.firstclaim.core.claim;

import io.firstclaim.core.claim.ClaimRules.Trust;
import io.firstclaim.core.claim.Explanation.Check;
import io.firstclaim.core.claim.Explanation.Failure;
import io.firstclaim.core.claim.Explanation.Name;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.core.trust.TrustedCertificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// The checks of an explanation. What the claim decides is decided here by the same [ClaimRules].
final class ExplanationChecks {
    private final TrustPath path;
    private final Instant now;
    private final List<Function<ExplainedDevice, Optional<Check>>> inOrder = List.of(this::certificateUsable,
            this::enrollmentListed, this::enrollmentNotExpired, this::accountAskedFor, this::trusted,
            this::accountActive, this::deviceQuota, this::endpointNameFree, this::bootstrapped, this::registered);

    ExplanationChecks(TrustPath path, Instant now) {
        this.path = path;
        this.now = now;
    }

    /// Makes the checks, up to the first that fails.
    List<Check> of(ExplainedDevice device) {
        var made = new ArrayList<Check>();
        for (var next : inOrder) {
            var check = next.apply(device);
            check.ifPresent(made::add);
            if (check.isPresent() && !check.get().passed()) {
                break;
            }
        }
        return made;
    }

    private Optional<Check> certificateUsable(ExplainedDevice device) {
        var chain = device.chain();
        if (chain == null) {
            return Optional.empty();
        }
        return Optional.of(path.objectionToLeaf(chain, now)
                .map(objection -> new Check(Name.CERTIFICATE_USABLE, objection.detail(),
                        new Failure.SecureConnectionFails("Provision the device with a certificate that is valid.")))
                .orElseGet(() -> Check.passed(Name.CERTIFICATE_USABLE,
                        "valid until " + shown(chain.leaf().getNotAfter().toInstant()))));
    }

    private Optional<Check> enrollmentListed(ExplainedDevice device) {
        var own = device.held().filter(held -> isOwn(held, device));
        if (own.isPresent()) {
            return Optional.of(Check.passed(Name.ENROLLMENT_LISTED, listed(own.get())));
        }
        if (device.held().filter(held -> !held.isExpired(now)).isPresent()) {
            return Optional.of(Check.failed(Name.ENROLLMENT_LISTED, "Enrollment identity is already claimed.",
                    "Have whoever holds the enrollment ID cancel its enrollment; then list it."));
        }
        var objection = ClaimRules.notListed();
        return Optional.of(Check.refused(Name.ENROLLMENT_LISTED, objection, objection.detail() + unlisted(device)));
    }

    /// What becomes of it if it comes with the account's id from the factory.
    private String unlisted(ExplainedDevice device) {
        if (device.blocked()) {
            return ", and its certificate is blocked since the device was removed";
        }
        var chain = device.chain();
        return chain != null && ClaimRules.trust(path, chain, device.anchors().admittingPreAssigned(),
                now) instanceof Trust.By
                        ? "; if the factory assigned it to the account, it needs no enrollment"
                        : "";
    }

    private static String listed(Enrollment enrollment) {
        if (enrollment.preAssigned()) {
            return "assigned to the account in the factory";
        }
        var claim = enrollment.claim();
        var since = "listed on " + shown(enrollment.createdAt());
        return claim == null ? since + ", not claimed yet" : since + ", claimed on " + shown(claim.claimedAt());
    }

    private Optional<Check> enrollmentNotExpired(ExplainedDevice device) {
        var enrollment = device.held().orElseThrow();
        if (enrollment.isExpired(now)) {
            return Optional.of(Check.refused(Name.ENROLLMENT_NOT_EXPIRED, ClaimRules.notListed(),
                    "it ended on " + shown(enrollment.expiresAt()) + " without being claimed"));
        }
        return Optional.of(Check.passed(Name.ENROLLMENT_NOT_EXPIRED, enrollment.claim() == null
                ? "until " + shown(enrollment.expiresAt())
                : "it is claimed and does not end"));
    }

    private Optional<Check> accountAskedFor(ExplainedDevice device) {
        var objection = ClaimRules.listedElsewhere();
        var since = device.held().orElseThrow().createdAt();
        return device.device().isPresent()
                ? Optional.empty()
                : device.refusal()
                        .filter(last -> last.detail().equals(objection.detail()) && !last.lastSeenAt().isBefore(since))
                        .map(last -> Check.refused(Name.ACCOUNT_ASKED_FOR, objection,
                                objection.detail() + ", when it came on " + shown(last.lastSeenAt())));
    }

    private Optional<Check> trusted(ExplainedDevice device) {
        var anchors = device.held().orElseThrow().preAssigned()
                ? device.anchors().admittingPreAssigned()
                : device.anchors();
        var chain = device.chain();
        if (chain == null) {
            return Optional.of(trustedAsFarAsKnown(device, anchors));
        }
        return Optional.of(switch (ClaimRules.trust(path, chain, anchors, now)) {
            case Trust.By(var certificate) -> trustedBy(certificate, "");
            case Trust.None(var objection, var finding) ->
                Check.refused(Name.TRUSTED_CERTIFICATE_IN_ACCOUNT, objection, objection.detail() + ": " + finding);
        });
    }

    /// Without the certificate it is only known by which CA the device came last.
    private Check trustedAsFarAsKnown(ExplainedDevice device, AccountAnchors anchors) {
        if (anchors.certificates().stream().noneMatch(anchor -> anchor.ca().isValid(now))) {
            return notTrusted("the account has no trusted certificate in use that could admit it");
        }
        if (device.device().isPresent()) {
            var last = device.device().get().device().trustedCertificateId();
            return anchors.certificates().stream().filter(anchor -> anchor.id().equals(last)).findFirst()
                    .map(anchor -> trustedWhileValid(anchor, ", as when it came last"))
                    .orElseGet(() -> notTrusted("the trusted certificate by which it came last is no longer in use"));
        }
        var anchor = device.refusal().map(Refusal::anchor);
        if (anchor.isPresent()) {
            return anchors.find(anchor.get())
                    .map(certificate -> trustedWhileValid(certificate, ", as when it was turned away"))
                    .orElseGet(() -> notTrusted("the CA by which it came when it was turned away is not among those "
                            + "that the account trusts"));
        }
        return Check.passed(Name.TRUSTED_CERTIFICATE_IN_ACCOUNT,
                "not known: only the certificate of the device tells by which CA it comes");
    }

    private Check trustedWhileValid(TrustedCertificate certificate, String when) {
        return certificate.ca().isValid(now)
                ? trustedBy(certificate, when)
                : notTrusted("'" + certificate.name() + "', by which it comes, is valid until "
                        + shown(certificate.ca().anchor().getNotAfter().toInstant()) + " only");
    }

    private static Check trustedBy(TrustedCertificate certificate, String when) {
        return Check.passed(Name.TRUSTED_CERTIFICATE_IN_ACCOUNT, "by '" + certificate.name() + "'" + when);
    }

    private static Check notTrusted(String detail) {
        return Check.refused(Name.TRUSTED_CERTIFICATE_IN_ACCOUNT, ClaimRules.notTrusted(), detail);
    }

    private Optional<Check> accountActive(ExplainedDevice device) {
        return Optional.of(ClaimRules.objectionToAccount(device.account())
                .map(objection -> Check.refused(Name.ACCOUNT_ACTIVE, objection))
                .orElseGet(() -> Check.passed(Name.ACCOUNT_ACTIVE, "the account is active")));
    }

    private Optional<Check> deviceQuota(ExplainedDevice device) {
        var account = device.account();
        var owned = "%d of %d devices".formatted(account.deviceCount(), account.deviceQuota());
        if (device.device().isPresent()) {
            return Optional.of(Check.passed(Name.DEVICE_QUOTA, "it is one of the account's " + owned));
        }
        return Optional.of(ClaimRules.objectionToQuota(account.freeDeviceSlots())
                .map(objection -> Check.refused(Name.DEVICE_QUOTA, objection,
                        objection.detail() + ": it has " + owned))
                .orElseGet(() -> Check.passed(Name.DEVICE_QUOTA, "the account has " + owned)));
    }

    private Optional<Check> endpointNameFree(ExplainedDevice device) {
        var name = device.endpointName();
        if (name == null) {
            return Optional.of(Check.passed(Name.ENDPOINT_NAME_FREE,
                    "not known: the device gives its endpoint name when it comes"));
        }
        return Optional.of(ClaimRules.objectionToName(name, device.fingerprint(), device.bearer())
                .map(objection -> Check.refused(Name.ENDPOINT_NAME_FREE, objection))
                .orElseGet(() -> Check.passed(Name.ENDPOINT_NAME_FREE, "no other device has '" + name + "'")));
    }

    private Optional<Check> bootstrapped(ExplainedDevice device) {
        return device.device().map(DeviceView::device).map(own -> {
            var last = own.bootstrappedAt();
            return last == null || own.state() == DeviceState.CLOUD_ENROLLING
                    ? Check.failed(Name.BOOTSTRAPPED, "it has not acknowledged its bootstrap",
                            "Keep the device switched on until its bootstrap is finished.")
                    : Check.passed(Name.BOOTSTRAPPED, "on " + shown(last));
        });
    }

    private Optional<Check> registered(ExplainedDevice device) {
        return device.device().map(view -> {
            var registration = view.registration();
            if (view.device().state() == DeviceState.REGISTERED && registration != null) {
                return Check.passed(Name.REGISTERED, "last heard of on " + shown(registration.updatedAt()));
            }
            return Check.failed(Name.REGISTERED, view.device().state() == DeviceState.DEREGISTERED
                    ? "its registration ended"
                    : "it has not registered yet", "Switch the device on: it registers by itself.");
        });
    }

    private static boolean isOwn(Enrollment held, ExplainedDevice device) {
        return held.accountId().equals(device.account().id());
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
