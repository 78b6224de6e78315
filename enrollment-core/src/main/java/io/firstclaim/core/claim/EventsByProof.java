package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds the events that an account gets only because it proved a CA. Whoever has the key of a CA makes any number of devices that nobody lists; each
/// of them would leave an event for good, and history is never taken away.
final class EventsByProof {
    /// How many an account gets on one day (UTC) from one core; what is turned away beyond is in the list of refusals only.
    static final int MAX_A_DAY = 1_000;

    private static final Logger log = LoggerFactory.getLogger(EventsByProof.class);

    private final int most;
    private LocalDate day = LocalDate.MIN;
    private final Map<ResourceId, Integer> told = new HashMap<>();

    /// @param most
    ///            how many an account gets on one day
    EventsByProof(int most) {
        this.most = most;
    }

    /// Whether the account may get one more; then it counts.
    synchronized boolean isFree(ResourceId accountId, Instant now) {
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            told.clear();
        }
        int count = told.merge(accountId, 1, (before, one) -> Math.min(before, most + 1) + one);
        if (count == most + 1) {
            log.warn("Account {} gets no more events of refusals by the CAs that it proved today: there were {}",
                    accountId, most);
        }
        return count <= most;
    }
}
