package io.firstclaim.core.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.core.FakeStores;
import io.firstclaim.core.Samples;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// How long entries of the audit log stay, and what is in them.
class AuditLogTest {
    private static final Duration KEPT = Duration.ofDays(400);

    private final FakeStores stores = new FakeStores();

    @Test
    void entriesGoWhenTheyAreTooOldAndNotBeforeHoweverManyThereAre() {
        var entries = ExpireAuditEntries.AT_ONCE + 1;
        stores.inTransaction(open -> {
            for (int i = 0; i < entries; i++) {
                open.audit().add(Actor.LOCAL.did(AuditAction.JOIN_TOKEN_CREATED, "", null, FieldChanges.NONE));
            }
            return entries;
        });
        assertThat(expiring(KEPT.minusMinutes(1))).isZero();
        assertThat(expiring(KEPT.plusMinutes(1))).isEqualTo(entries);
        assertThat(expiring(KEPT.plusMinutes(1))).isZero();
    }

    @Test
    void onlyFieldsThatBecameDifferentAreNamed() {
        var changes = FieldChanges.between(Map.of("same", 1, "changed", "a", "gone", true),
                Map.of("same", 1, "changed", "b", "new", "c"));
        assertThat(changes.fields()).containsExactly(new FieldChanges.FieldChange("changed", "a", "b"),
                new FieldChanges.FieldChange("gone", "true", ""), new FieldChanges.FieldChange("new", "", "c"));
    }

    @Test
    void aLongValueIsCutBetweenCharacters() {
        var cut = FieldChanges.created(Map.of("description", "x".repeat(119) + "😀 and more")).fields().getFirst();
        assertThat(cut.after()).isEqualTo("x".repeat(119) + "…");
        var whole = FieldChanges.created(Map.of("description", "x".repeat(118) + "😀 and more")).fields().getFirst();
        assertThat(whole.after()).isEqualTo("x".repeat(118) + "😀…");
    }

    @Test
    void anAccountLearnsNoKeyOfThePlatform() {
        var caller = new Caller(Samples.id(), null, Role.PLATFORM_ADMIN, false, "root",
                new Origin("request-1", "203.0.113.9"));
        var entry = new AuditEntry(Samples.id(), Instant.EPOCH,
                caller.did(AuditAction.ACCOUNT_UPDATED, Samples.id(), Samples.id(), FieldChanges.NONE));
        assertThat(entry.shownToAccount().change().actor()).isEqualTo(
                new Actor(Actor.Kind.API_KEY, null, "", Role.PLATFORM_ADMIN, new Origin("request-1", "")));
    }

    private int expiring(Duration later) {
        return new ExpireAuditEntries(stores, InstantSource.fixed(Instant.now().plus(later)), KEPT).run();
    }
}
