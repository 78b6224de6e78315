package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.claim.VisibleRefusal;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import java.nio.file.Path;
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

            sweeper(transactions).run();

            assertThat(refusals(transactions)).containsExactly(kept);
        }
    }

    @Test
    void ofSeveralCoresOneSweepsUntilItStops() {
        try (var database = Database.open(DatabaseConfig.inMemory("sweepers"))) {
            var transactions = database.transactions();
            var first = sweeper(transactions);
            var second = sweeper(transactions);
            first.run();
            var old = record(transactions, NOW.minus(KEPT).minusMillis(1));
            second.run();
            assertThat(refusals(transactions)).containsExactly(old);
            first.close();
            second.run();
            assertThat(refusals(transactions)).isEmpty();
        }
    }

    private Sweeper sweeper(Transactions transactions) {
        return Sweeper.of(transactions, ids, clock,
                CoreConfig.in(Path.of("unused")).with(new CoreConfig.Refusals(KEPT, 10)));
    }

    private List<Refusal> refusals(Transactions transactions) {
        List<VisibleRefusal> visible = transactions
                .inTransaction(stores -> stores.refusals().listVisible(acme, null, Selection.first(10)));
        return visible.stream().map(VisibleRefusal::refusal).toList();
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
