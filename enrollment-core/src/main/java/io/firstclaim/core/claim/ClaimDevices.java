package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Together;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.ClaimOutcome.Refused;
import io.firstclaim.core.claim.Ownership.Owner;
import io.firstclaim.core.claim.Step.Busy;
import io.firstclaim.core.claim.Step.Crowded;
import io.firstclaim.core.claim.Step.Unverified;
import io.firstclaim.core.claim.Verdict.Admitted;
import io.firstclaim.core.claim.Verdict.Rejected;
import io.firstclaim.core.credential.Certifier;
import io.firstclaim.core.credential.SigningFailedException;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.HandshakeDecision.Undecided;
import io.firstclaim.core.trust.TrustPath;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The claim: binds each device to the account that enrolled it, or says why not. Devices that come at the same time share a transaction, and a refused one
/// does not touch the others; what would hold up the others is put off, and decided apart from them. The credential is signed after the commit, and
/// signatures are verified before, so that no transaction waits for cryptography.
public final class ClaimDevices {
    /// How often a group's transaction may meet a conflict before its members go on one by one.
    static final int MAX_TRIES_OF_GROUP = 3;

    private static final Logger log = LoggerFactory.getLogger(ClaimDevices.class);
    /// How often the signatures of one device are verified: once, and again where trust changed meanwhile.
    private static final int MAX_VERIFICATIONS = 4;

    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final TrustPath path;
    private final Certifier authority;
    private final RefusalLog refusals;
    private final Together<DevicePresentation, Step> groups = new Together<>(this::decideUnlocked);
    private final Together<DevicePresentation, Step> crowds = new Together<>(
            devices -> inRounds(devices, round -> decide(round, false, true)));

    public ClaimDevices(Transactions transactions, ResourceIds ids, InstantSource clock, TrustPath path,
            Certifier authority, RefusalLog refusals) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.path = path;
        this.authority = authority;
        this.refusals = refusals;
    }

    /// Claims one device, perhaps in a group with others that come meanwhile.
    public ClaimOutcome claim(DevicePresentation presented) {
        return claim(presented, () -> false);
    }

    /// The same for somebody who may stop waiting.
    ///
    /// @param gaveUp
    ///            whether the caller does not wait any more; then nothing is begun
    /// @throws io.firstclaim.core.FirstclaimException
    ///             with [io.firstclaim.core.Problem#RATE_LIMIT_EXCEEDED] when nothing was begun
    public ClaimOutcome claim(DevicePresentation presented, BooleanSupplier gaveUp) {
        return outcomeOf(presented, settle(presented, groups.answer(presented, gaveUp), gaveUp));
    }

    /// Claims devices in one group; the outcomes are in the order of the presentations.
    public List<ClaimOutcome> claim(List<DevicePresentation> presented) {
        var steps = decideUnlocked(presented);
        return IntStream.range(0, presented.size())
                .mapToObj(i -> outcomeOf(presented.get(i), settle(presented.get(i), steps.get(i), () -> false)))
                .toList();
    }

    /// Goes on with a device that was put off.
    private Verdict settle(DevicePresentation presented, Step first, BooleanSupplier gaveUp) {
        var step = first;
        var verifications = 0;
        while (true) {
            switch (step) {
                case Verdict verdict -> {
                    return verdict;
                }
                case Busy _ -> step = decideAlone(presented);
                case Crowded _ -> step = crowds.answer(presented, gaveUp);
                case Unverified unverified -> {
                    verifications++;
                    if (isBeyondBounds(presented, unverified) || verifications > MAX_VERIFICATIONS) {
                        var objection = ClaimRules.tooManyToTry();
                        return new Rejected(objection.reason(), objection.detail(), unverified.holderId());
                    }
                    step = groups.answer(presented, gaveUp);
                }
            }
        }
    }

    /// Verifies the signatures that are missing, as many as one attempt may cost; what comes of it is remembered.
    private boolean isBeyondBounds(DevicePresentation presented, Unverified unverified) {
        return path.find(presented.chain(), unverified.anchors(), clock.instant()) instanceof Undecided;
    }

    /// Without a lock on the accounts, for which all claims of an account would wait.
    private List<Step> decideUnlocked(List<DevicePresentation> presented) {
        return inRounds(presented, round -> decide(round, false, false));
    }

    /// Waits for what other transactions hold.
    private Step decideAlone(DevicePresentation presented) {
        var step = decide(List.of(presented), true, false).getFirst();
        return step instanceof Crowded ? decide(List.of(presented), true, true).getFirst() : step;
    }

    /// Each device once in a round: what comes second of one device sees what the first has changed.
    private static List<Step> inRounds(List<DevicePresentation> presented, Round round) {
        var steps = new ArrayList<Step>(Collections.nCopies(presented.size(), new Busy()));
        var waiting = IntStream.range(0, presented.size()).boxed().toList();
        while (!waiting.isEmpty()) {
            var seen = new HashSet<Fingerprint>();
            var taken = new ArrayList<Integer>();
            var later = new ArrayList<Integer>();
            waiting.forEach(i -> (seen.add(presented.get(i).fingerprint()) ? taken : later).add(i));
            try {
                var decided = round.decide(taken.stream().map(presented::get).toList());
                for (int i = 0; i < taken.size(); i++) {
                    steps.set(taken.get(i), decided.get(i));
                }
            } catch (RuntimeException failure) {
                if (waiting.size() == presented.size()) {
                    throw failure;
                }
                log.debug("What came second of a device goes on alone", failure);
                return steps;
            }
            waiting = later;
        }
        return steps;
    }

    /// One transaction. Where nobody was let in there is nothing to commit.
    ///
    /// @param presented
    ///            each device once
    private List<Step> decide(List<DevicePresentation> presented, boolean waits, boolean lockAccounts) {
        var tries = new AtomicInteger();
        var maxTries = presented.size() == 1 ? Integer.MAX_VALUE : MAX_TRIES_OF_GROUP;
        try {
            return transactions.inTransaction(stores -> {
                if (tries.incrementAndGet() > maxTries) {
                    throw new ConflictsOfGroup();
                }
                return decide(presented, stores, waits, lockAccounts);
            });
        } catch (Undone undone) {
            return undone.steps;
        }
    }

    /// Locks in the order that all transactions keep: enrollments by fingerprint, then accounts by id. What comes between, where the accounts are not locked
    /// first, is written to new rows, and to rows of devices whose enrollment is locked.
    private List<Step> decide(List<DevicePresentation> presented, Stores stores, boolean waits, boolean lockAccounts) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var devices = new TreeMap<Fingerprint, DevicePresentation>();
        presented.forEach(device -> devices.put(device.fingerprint(), device));
        var steps = new HashMap<Fingerprint, Step>();
        var ownership = new Ownership(stores, path, ids, now);
        var cases = cases(devices, ownership.find(devices, waits), steps);
        if (!cases.isEmpty()) {
            var admission = new Admission(stores, ids, now,
                    new AdmissionFacts(stores, cases.values(), lockAccounts));
            cases.forEach((device, one) -> steps.put(device, admission.admit(one.presented(), one.owner())));
            if (!admission.writes().isEmpty()) {
                return write(presented, admission.writes(), stores, steps);
            }
        }
        if (ownership.wrote()) {
            return inOrder(presented, steps);
        }
        throw new Undone(inOrder(presented, steps));
    }

    private static SortedMap<Fingerprint, AdmissionFacts.Case> cases(
            SortedMap<Fingerprint, DevicePresentation> devices, Map<Fingerprint, Owner> owners,
            Map<Fingerprint, Step> steps) {
        var cases = new TreeMap<Fingerprint, AdmissionFacts.Case>();
        devices.forEach((device, presented) -> {
            switch (Objects.requireNonNull(owners.get(device))) {
                case Owner.Known known -> cases.put(device, new AdmissionFacts.Case(presented, known));
                case Owner.Unknown(var why) -> steps.put(device, why);
            }
        });
        return cases;
    }

    /// Whoever had no room for its devices any more is looked at again while it is locked.
    private static List<Step> write(List<DevicePresentation> presented, AdmissionWrites writes, Stores stores,
            Map<Fingerprint, Step> steps) {
        if (writes.write(stores)) {
            return inOrder(presented, steps);
        }
        throw new Undone(Collections.nCopies(presented.size(), new Crowded()));
    }

    private static List<Step> inOrder(List<DevicePresentation> presented, Map<Fingerprint, Step> steps) {
        return presented.stream().map(device -> Objects.requireNonNull(steps.get(device.fingerprint()))).toList();
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

    /// Decides on devices, each of which is there once.
    private interface Round {
        List<Step> decide(List<DevicePresentation> presented);
    }

    /// Ends a transaction of which nothing shall stay.
    @SuppressWarnings("serial")
    private static final class Undone extends RuntimeException {
        private final List<Step> steps;

        Undone(List<Step> steps) {
            super("Nothing was written", null, false, false);
            this.steps = steps;
        }
    }

    /// Ends a group that meets conflicts again and again.
    @SuppressWarnings("serial")
    private static final class ConflictsOfGroup extends RuntimeException {
        ConflictsOfGroup() {
            super("The group meets conflicts again and again", null, false, false);
        }
    }
}
