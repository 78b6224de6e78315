package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.claim.Explanation.Check;
import io.firstclaim.core.claim.Explanation.Name;
import io.firstclaim.core.claim.ExplanationSubject.ByCertificate;
import io.firstclaim.core.claim.ExplanationSubject.ByDevice;
import io.firstclaim.core.claim.ExplanationSubject.ByEndpointName;
import io.firstclaim.core.claim.ExplanationSubject.ByIdentity;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceView;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.AccountAnchors;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustPath;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Says what would become of a device if it came now: the checks of its bootstrap in their order, the first that fails, what to do. Changes nothing. Of what
/// other accounts do it tells no more than [io.firstclaim.core.enrollment.CreateEnrollments] does: that an exact enrollment ID is held.
public final class ExplainEnrollment {
    /// The most refusals of one device or endpoint name among which the last one is looked for.
    private static final int MOST_REFUSALS = 100;

    private final Transactions transactions;
    private final InstantSource clock;
    private final TrustPath path;

    public ExplainEnrollment(Transactions transactions, InstantSource clock, TrustPath path) {
        this.transactions = transactions;
        this.clock = clock;
        this.path = path;
    }

    /// Explains one device to any role of an account.
    ///
    /// @throws FirstclaimException [io.firstclaim.core.Problem#NOT_FOUND] when it is named by the id of a device that the account never had
    public Explanation explain(Caller caller, ExplanationSubject subject) {
        var accountId = caller.requireReader();
        var found = transactions.inTransaction(stores -> new Reading(stores, accountId).of(subject));
        if (found.isPresent()) {
            var device = found.get();
            return new Explanation(new EnrollmentId(device.fingerprint()),
                    new ExplanationChecks(path, clock.instant()).of(device));
        }
        return new Explanation(null, List.of(Check.failed(Name.ENDPOINT_NAME_KNOWN,
                "no device of the account has it, and none that was turned away gave it, as far as the account may know",
                "Name the device by its enrollment ID or its certificate.")));
    }

    /// Reads all that the checks look at.
    private record Reading(Stores stores, ResourceId accountId) {
        Optional<ExplainedDevice> of(ExplanationSubject subject) {
            return switch (subject) {
                case ByIdentity(var identity) -> Optional.of(read(identity.fingerprint(), null, null));
                case ByCertificate(var chain) -> Optional.of(read(chain.fingerprint(), chain, null));
                case ByDevice(var id) -> Optional.of(read(deviceOf(id).fingerprint(), null, null));
                case ByEndpointName(var name) -> stores.devices().findByName(accountId, name).map(Device::fingerprint)
                        .or(() -> lastRefusal(name).map(Refusal::fingerprint))
                        .map(fingerprint -> read(fingerprint, null, name));
            };
        }

        /// Also one that left the account.
        private Device deviceOf(ResourceId id) {
            return stores.devices().find(id).filter(device -> device.accountId().equals(accountId))
                    .orElseThrow(() -> FirstclaimException.notFound("device", id));
        }

        /// The one seen last of a device.
        private Optional<Refusal> lastRefusal(Fingerprint fingerprint) {
            return last(stores.refusals().listVisible(accountId, fingerprint, Selection.first(MOST_REFUSALS)));
        }

        /// The one seen last of those that gave the name, among the latest that are new.
        private Optional<Refusal> lastRefusal(EndpointName name) {
            var named = VisibleRefusal.FIELDS.read(List.of(Condition.equal("endpoint_name", name.text())));
            return last(stores.refusals().listVisible(accountId, null,
                    new Selection<>(named, true, null, MOST_REFUSALS)));
        }

        private static Optional<Refusal> last(List<VisibleRefusal> refusals) {
            return refusals.stream().map(VisibleRefusal::refusal).max(Comparator.comparing(Refusal::lastSeenAt));
        }

        private Optional<DeviceView> claimed(Enrollment enrollment) {
            return Optional.ofNullable(enrollment.claim())
                    .flatMap(claim -> stores.devices().view(accountId, claim.deviceId()));
        }

        private ExplainedDevice read(Fingerprint fingerprint, @Nullable CertificateChain chain,
                @Nullable EndpointName given) {
            var held = stores.enrollments().findByFingerprint(fingerprint);
            var device = held.filter(enrollment -> enrollment.accountId().equals(accountId)).flatMap(this::claimed);
            var refusal = lastRefusal(fingerprint);
            var name = device.map(view -> view.device().endpointName())
                    .or(() -> Optional.ofNullable(given))
                    .or(() -> refusal.map(last -> new EndpointName(last.endpointName()))).orElse(null);
            return new ExplainedDevice(stores.accounts().find(accountId).orElseThrow(), fingerprint, chain, name, held,
                    new AccountAnchors(stores.trustedCertificates().bootstrapAnchors(accountId)), device, refusal,
                    name == null ? Optional.empty() : stores.devices().findByName(accountId, name),
                    stores.deviceBlocks().contains(accountId, fingerprint));
        }
    }
}
