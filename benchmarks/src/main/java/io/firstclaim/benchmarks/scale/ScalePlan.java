package io.firstclaim.benchmarks.scale;

import java.util.List;

/// What is measured, and how often.
///
/// @param sizes
///            enrollments of each database
/// @param accounts
///            of each database; the first one holds half of the enrollments, the others share the rest
/// @param anchors
///            trusted certificates; each account trusts one
/// @param namesakes
///            how many of them share a subject
/// @param rounds
///            how often each figure is taken; the sizes take turns in each round
/// @param samples
///            calls of each kind in a round
/// @param claimers
///            how many claim at once where many do
/// @param bulkRows
///            the rows of the bulk upload, which then expire; no more than the database has
record ScalePlan(List<Long> sizes, int accounts, int anchors, int namesakes, int rounds, int samples, int claimers,
        long bulkRows) {
    /// As issue and documentation say.
    static ScalePlan full(List<Long> sizes) {
        return new ScalePlan(sizes, 10_000, 1_000, 100, 5, 200, 16, 1_000_000);
    }

    ScalePlan {
        sizes = List.copyOf(sizes);
        if (sizes.isEmpty() || anchors > accounts || namesakes > anchors || accounts < 2 || rounds < 1) {
            throw new IllegalArgumentException("A plan that can't be carried out: sizes, 2 accounts or more, no more "
                    + "certificates than accounts and 1 round or more are expected");
        }
        for (long size : sizes) {
            if (size < (1 + rounds) * (samples + 2L * Math.max(5 * samples / 2, claimers)) + 5L * samples) {
                throw new IllegalArgumentException(size + " enrollments are fewer than the devices that are claimed");
            }
        }
    }

    /// Devices that really exist. A first round, in which everything gets warm, is not counted among the rounds.
    int devices() {
        return (1 + rounds) * (samples + 2 * atOnce()) + beside();
    }

    /// Claims of a round by many at once, of one kind of account.
    int atOnce() {
        return Math.max(5 * samples / 2, claimers);
    }

    /// The most claims beside the sweeper.
    int beside() {
        return 5 * samples;
    }
}
