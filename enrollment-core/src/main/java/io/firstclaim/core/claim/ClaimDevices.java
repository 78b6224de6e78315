package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.claim.Ownership.Owner;
import io.firstclaim.core.claim.Verdict.Admitted;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.credential.Certifier;
import io.firstclaim.core.credential.SigningFailedException;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustPath;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The claim: binds each device to the account that enrolled it, or says why not. Devices that come together share a transaction; a refused one does not
/// touch the others. The credential is signed after the commit, so that no transaction waits for cryptography.
public final class ClaimDevices {
    private static final Logger log = LoggerFactory.getLogger(ClaimDevices.class);

    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final TrustPath path;
    private final Certifier authority;
    private final RefusalLog refusals;

    public ClaimDevices(Transactions transactions, ResourceIds ids, InstantSource clock, TrustPath path,
            Certifier authority, RefusalLog refusals) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.path = path;
        this.authority = authority;
        this.refusals = refusals;
    }

    /// Claims one device.
    public ClaimOutcome claim(DevicePresentation presented) {
        return claim(List.of(presented)).getFirst();
    }

    /// Claims devices; the outcomes are in the order of the presentations.
    public List<ClaimOutcome> claim(List<DevicePresentation> presented) {
        var outcomes = new TreeMap<Integer, ClaimOutcome>();
        var waiting = IntStream.range(0, presented.size()).boxed().toList();
        while (!waiting.isEmpty()) {
            var round = firstOfEachDevice(waiting, presented);
            var devices = round.stream().map(presented::get).toList();
            var verdicts = decide(devices);
            for (int i = 0; i < devices.size(); i++) {
                outcomes.put(round.get(i), outcomeOf(devices.get(i), verdicts.get(i)));
            }
            waiting = waiting.stream().filter(position -> !outcomes.containsKey(position)).toList();
        }
        return List.copyOf(outcomes.values());
    }

    /// Each device once: what comes second of one device sees what the first has changed.
    private static List<Integer> firstOfEachDevice(List<Integer> waiting, List<DevicePresentation> presented) {
        var seen = new HashSet<Fingerprint>();
        return waiting.stream().filter(position -> seen.add(presented.get(position).fingerprint())).toList();
    }

    /// First without a lock on the accounts, for which all claims of an account would wait; with it only where the account has no room left, or changes.
    private List<Verdict> decide(List<DevicePresentation> presented) {
        try {
            return transactions.inTransaction(stores -> decide(presented, stores, false));
        } catch (Admission.Passed _) {
            return transactions.inTransaction(stores -> decide(presented, stores, true));
        }
    }

    /// Locks in the order that all transactions keep: enrollments by fingerprint, then accounts by id. What comes between, where the accounts are not locked
    /// first, is written to new rows, and to rows of devices whose enrollment is locked.
    private List<Verdict> decide(List<DevicePresentation> presented, Stores stores, boolean lockAccounts) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var ownership = new Ownership(stores, path, ids, now);
        var cases = presented.stream().sorted(Comparator.comparing(DevicePresentation::fingerprint))
                .map(device -> new Case(device, ownership.find(device))).toList();
        var admission = new Admission(stores, ids, now);
        if (lockAccounts) {
            admission.lockAccounts(accountsThatChange(cases, admission));
        }
        var verdicts = new HashMap<Fingerprint, Verdict>();
        for (var presentedCase : cases) {
            verdicts.put(presentedCase.presented.fingerprint(), switch (presentedCase.owner) {
                case Owner.Known known -> admission.admit(presentedCase.presented, known);
                case Owner.Unknown(var why) -> why;
            });
        }
        admission.takeSlots();
        return presented.stream().map(device -> Objects.requireNonNull(verdicts.get(device.fingerprint()))).toList();
    }

    /// The accounts that may get a device, or whose device may get another name.
    private static SortedSet<ResourceId> accountsThatChange(List<Case> cases, Admission admission) {
        var accounts = new TreeSet<ResourceId>();
        for (var presentedCase : cases) {
            if (presentedCase.owner instanceof Owner.Known known) {
                var device = admission.deviceOf(known);
                if (device == null || !device.endpointName().equals(presentedCase.presented.endpointName())) {
                    accounts.add(known.enrollment().accountId());
                }
            }
        }
        return accounts;
    }

    private ClaimOutcome outcomeOf(DevicePresentation presented, Verdict verdict) {
        return switch (verdict) {
            case Admitted admitted -> certify(presented, admitted);
            case Rejected rejected -> refuse(presented, rejected);
        };
    }

    private ClaimOutcome refuse(DevicePresentation presented, Rejected rejected) {
        refusals.note(presented, rejected);
        var holder = rejected.holderId();
        return new Refused(rejected.reason(),
                holder == null ? rejected.detail() : rejected.detail() + " (account " + holder + ")");
    }

    private ClaimOutcome certify(DevicePresentation presented, Admitted admitted) {
        try {
            var certificate = authority.certify(admitted.credential(), presented.publicKey());
            return new Claimed(admitted.device().accountId(), admitted.device().id(), admitted.credential(),
                    certificate,
                    admitted.repeated());
        } catch (SigningFailedException e) {
            log.error("The credential {} of device {} could not be signed", admitted.credential().id(),
                    admitted.device().id(), e);
            return refuse(presented, new Rejected(RefusalReason.SIGNING, "the credential could not be signed",
                    admitted.device().accountId()));
        }
    }

    /// A device and its owner.
    private record Case(DevicePresentation presented, Owner owner) {}
}
