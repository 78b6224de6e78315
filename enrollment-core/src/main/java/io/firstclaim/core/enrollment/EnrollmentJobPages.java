package io.firstclaim.core.enrollment;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.Fingerprint;
import java.util.List;
import java.util.Optional;

/// The rows of the bulk jobs, in pages that are numbered from 0, and what became of them.
public interface EnrollmentJobPages {
    /// Adds a page.
    void add(ResourceId jobId, int number, List<JobRow> rows);

    /// The rows of at most `limit` pages, from the given number on and in their order.
    List<List<JobRow>> find(ResourceId jobId, int from, int limit);

    /// Records what became of pages; each can be done once.
    void finish(ResourceId jobId, List<JobPage> done);

    /// The first page that is done whose number is at least the given one.
    ///
    /// @param withErrors
    ///            only of those that have errors
    Optional<JobPage> findDone(ResourceId jobId, int from, boolean withErrors);

    /// Removes at most `limit` pages of a job with what became of them, and says how many.
    int remove(ResourceId jobId, int limit);

    /// Notes certificates that a dry run would have listed, or taken off the list; says of each whether it was new to the job. Given in their order.
    boolean[] addTried(ResourceId jobId, List<Fingerprint> fingerprints);

    /// Removes at most `limit` of such notes of jobs that have no work left, and says how many.
    int removeTried(int limit);
}
