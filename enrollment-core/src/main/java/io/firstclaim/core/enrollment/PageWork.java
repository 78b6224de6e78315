package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is done with the rows of a few pages, within one transaction: the same as the single calls do, with a few statements for all rows.
final class PageWork {
    /// Of how many rows of a job one may have been an error, for the next ones to be taken for new in the first place. A turn that then is wrong is done twice.
    private static final long ROWS_PER_ERROR = 50_000;

    private final ResourceIds ids;
    private final Duration pendingLifetime;
    private final Cancellation cancellation;

    PageWork(ResourceIds ids, Duration pendingLifetime) {
        this.ids = ids;
        this.pendingLifetime = pendingLifetime;
        this.cancellation = new Cancellation(ids);
    }

    /// Does the rows, and says what became of each.
    List<RowOutcome> run(EnrollmentJob job, List<JobRow> rows, Stores stores, Instant now) {
        var firsts = firsts(rows);
        var done = job.dryRun() ? tryOut(job, new TreeSet<>(firsts.keySet()), stores, now) : switch (job.type()) {
            case UPLOAD -> list(job, firsts.keySet(), stores, now);
            case DELETE -> cancel(job.accountId(), firsts.keySet(), stores, now);
        };
        var failed = switch (job.type()) {
            case UPLOAD -> RowOutcome.DUPLICATE;
            case DELETE -> RowOutcome.NOT_FOUND;
        };
        var outcomes = new ArrayList<RowOutcome>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            outcomes.add(switch (rows.get(i)) {
                case JobRow.Malformed _ -> RowOutcome.MALFORMED;
                case JobRow.Valid(var identity) -> Integer.valueOf(i).equals(firsts.get(identity.fingerprint()))
                        && done.contains(identity.fingerprint()) ? RowOutcome.DONE : failed;
            });
        }
        return outcomes;
    }

    /// Each certificate with the first row that has it, in the order of the file.
    private static Map<Fingerprint, Integer> firsts(List<JobRow> rows) {
        var firsts = LinkedHashMap.<Fingerprint, Integer>newLinkedHashMap(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) instanceof JobRow.Valid(var identity)) {
                firsts.putIfAbsent(identity.fingerprint(), i);
            }
        }
        return firsts;
    }

    /// The ids are in the order of the file, as the list then is.
    private Set<Fingerprint> list(EnrollmentJob job, Set<Fingerprint> wished, Stores stores, Instant now) {
        var expiry = now.plus(pendingLifetime);
        var enrollments = wished.stream()
                .map(one -> new Enrollment(ids.next(), 1, job.accountId(), one, false, now, expiry, null))
                .sorted(Comparator.comparing(Enrollment::fingerprint)).toList();
        var listed = areNew(job, enrollments, stores)
                ? wished
                : chosen(enrollments.stream().map(Enrollment::fingerprint).toList(),
                        stores.enrollments().addAll(enrollments, now));
        stores.history()
                .addAll(wished.stream().filter(listed::contains).map(one -> new ClaimEvent(ids.next(), job.accountId(),
                        ClaimEvent.Type.ENROLLED, null, one, null, "", now)).toList());
        return listed;
    }

    /// Most files are new IDs and nothing else: these are added so, without a look at each.
    private static boolean areNew(EnrollmentJob job, List<Enrollment> enrollments, Stores stores) {
        return job.counts().errors() * ROWS_PER_ERROR <= job.counts().processed()
                && stores.enrollments().addNew(enrollments);
    }

    private Set<Fingerprint> cancel(ResourceId accountId, Set<Fingerprint> wished, Stores stores, Instant now) {
        var locked = stores.enrollments().lockByFingerprints(new TreeSet<>(wished)).stream()
                .filter(enrollment -> isListed(enrollment, accountId, now))
                .collect(Collectors.toMap(Enrollment::fingerprint, Function.identity()));
        cancellation.cancel(wished.stream().filter(locked::containsKey).map(locked::get).toList(), stores, now);
        return locked.keySet();
    }

    /// What would be done, after the earlier pages were.
    private static Set<Fingerprint> tryOut(EnrollmentJob job, Set<Fingerprint> wished, Stores stores, Instant now) {
        var held = stores.enrollments().findByFingerprints(wished).stream()
                .collect(Collectors.toMap(Enrollment::fingerprint, Function.identity()));
        var possible = wished.stream().filter(one -> isPossible(job, held.get(one), now)).toList();
        return chosen(possible, stores.enrollmentJobPages().addTried(job.id(), possible));
    }

    private static boolean isPossible(EnrollmentJob job, @Nullable Enrollment held, Instant now) {
        return switch (job.type()) {
            case UPLOAD -> held == null || held.isExpired(now);
            case DELETE -> held != null && isListed(held, job.accountId(), now);
        };
    }

    private static Set<Fingerprint> chosen(List<Fingerprint> all, boolean[] which) {
        var chosen = new HashSet<Fingerprint>();
        for (int i = 0; i < which.length; i++) {
            if (which[i]) {
                chosen.add(all.get(i));
            }
        }
        return chosen;
    }

    private static boolean isListed(Enrollment enrollment, ResourceId accountId, Instant now) {
        return enrollment.accountId().equals(accountId) && !enrollment.preAssigned() && !enrollment.isExpired(now);
    }
}
