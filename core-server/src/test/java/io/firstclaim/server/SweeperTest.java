package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.ExpireAuditEntries;
import io.firstclaim.core.claim.ExpireRefusals;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.claim.VisibleRefusal;
import io.firstclaim.core.device.ExpireRegistrations;
import io.firstclaim.core.enrollment.ExpireEnrollments;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    private static final Duration KEPT = Duration.ofDays(30);

    private final InstantSource clock = InstantSource.fixed(NOW);
    private final ResourceIds ids = new ResourceIds(clock, new Random(1));
    private final ResourceId acme = ids.next();

    @Test
    void aRefusalIsForgottenWhenItWasNotSeenForTheConfiguredTimeAndNotBefore() {
        try (var database = Database.open(DatabaseConfig.inMemory("sweeper"))) {
            var transactions = database.transactions();
            record(transactions, NOW.minus(KEPT).minusMillis(1));
            var kept = record(transactions, NOW.minus(KEPT));

            new Sweeper(new ExpireEnrollments(transactions, clock), new ExpireRegistrations(transactions, ids, clock),
                    new ExpireRefusals(transactions, clock, KEPT, 10),
                    new ExpireAuditEntries(transactions, clock, KEPT), transactions, clock).run();

            List<VisibleRefusal> left = transactions
                    .inTransaction(stores -> stores.refusals().listVisible(acme, null, Selection.first(10)));
            assertThat(left).extracting(VisibleRefusal::refusal).containsExactly(kept);
        }
    }

    private Refusal record(Transactions transactions, Instant seenAt) {
        var id = ids.next();
        var refusal = new Refusal(id, Fingerprint.ofCertificate(id.bytes()), RefusalReason.SIGNING, acme, null, "meter",
                "why", 1, seenAt, seenAt);
        return transactions.inTransaction(stores -> {
            stores.refusals().record(refusal);
            return refusal;
        });
    }
}
