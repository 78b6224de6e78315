package io.firstclaim.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.Samples;
import io.firstclaim.core.StoresContract;
import io.firstclaim.core.listing.Condition;
import io.firstclaim.core.listing.Operator;
import io.firstclaim.core.listing.Selection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What [AuditLog] promises.
public abstract class AuditLogContract extends StoresContract {
    private final ResourceId acme = Samples.id();
    private final ResourceId globex = Samples.id();
    private final Caller admin = new Caller(Samples.id(), acme, Role.ACCOUNT_ADMIN, false, "the boss",
            new Origin("request-1", "203.0.113.9"));

    @Test
    final void anEntryIsReadAsItWasWritten() {
        var full = admin.did(AuditAction.DEVICE_UPDATED, Samples.id(), acme, FieldChanges
                .between(Map.of("name", "", "description", "old"), Map.of("name", "new", "description", "two\nlines")));
        var bare = Actor.LOCAL.did(AuditAction.JOIN_TOKEN_CREATED, "", null, FieldChanges.NONE);
        add(full, bare);
        var entries = all(null);
        assertThat(entries).extracting(AuditEntry::change).containsExactly(full, bare);
        assertThat(entries.getFirst().change().changes().fields()).extracting(FieldChanges.FieldChange::after)
                .containsExactly("two\uFFFDlines", "new");
        assertThat(entries).allSatisfy(entry -> assertThat(entry.at()).isBetween(Instant.now().minusSeconds(60),
                Instant.now()));
    }

    @Test
    final void anAccountHasItsOwnEntriesOnly() {
        var own = admin.did(AuditAction.WEBHOOK_DELETED, Samples.id(), acme, FieldChanges.NONE);
        var others = admin.did(AuditAction.WEBHOOK_DELETED, Samples.id(), globex, FieldChanges.NONE);
        add(own, others, Actor.LOCAL.did(AuditAction.PLATFORM_KEY_RESET, Samples.id(), null, FieldChanges.NONE));
        assertThat(all(acme)).extracting(AuditEntry::change).containsExactly(own);
        assertThat(all(globex)).extracting(AuditEntry::change).containsExactly(others);
        assertThat(all(null)).hasSize(3);
    }

    @Test
    final void entriesAreChosenByEachOfTheirFields() {
        var device = Samples.id();
        add(admin.did(AuditAction.DEVICE_UPDATED, device, acme, FieldChanges.NONE),
                admin.did(AuditAction.DEVICE_DELETED, device, acme, FieldChanges.NONE),
                Actor.LOCAL.did(AuditAction.JOIN_TOKEN_CREATED, "", null, FieldChanges.NONE));
        var first = all(null).getFirst();
        assertThat(chosen("id", first.id())).isEqualTo(1);
        assertThat(chosen("create_time", first.at())).isPositive();
        assertThat(chosen("action", "device_deleted")).isEqualTo(1);
        assertThat(chosen("api_key_id", admin.keyId())).isEqualTo(2);
        assertThat(chosen("api_key_id", Samples.id())).isZero();
        assertThat(chosen("resource_id", device)).isEqualTo(2);
        assertThat(chosen("account_id", acme)).isEqualTo(2);
        assertThat(chosen("request_id", "request-1")).isEqualTo(2);
        assertThat(chosen("request_id", "request-2")).isZero();
    }

    @Test
    final void pagesGoInBothOrders() {
        for (int i = 0; i < 5; i++) {
            add(admin.did(AuditAction.DEVICE_UPDATED, "device " + i, acme, FieldChanges.NONE));
        }
        var all = all(acme);
        assertThat(listed(stores -> stores.audit().list(acme, Selection.after(all.get(1).id(), 2))))
                .isEqualTo(all.subList(2, 4));
        assertThat(listed(stores -> stores.audit().list(acme, new Selection<>(List.of(), true, all.get(1).id(), 9))))
                .isEqualTo(all.subList(0, 1));
        assertThat(listed(stores -> stores.audit().list(null, new Selection<>(List.of(), true, null, 2))))
                .isEqualTo(List.of(all.get(4), all.get(3)));
    }

    @Test
    final void onlyWhatIsTooOldIsRemovedAndNoMoreThanAskedFor() {
        for (int i = 0; i < 3; i++) {
            add(admin.did(AuditAction.DEVICE_UPDATED, "device " + i, acme, FieldChanges.NONE));
        }
        var hourAgo = Instant.now().minus(Duration.ofHours(1));
        var inAnHour = Instant.now().plus(Duration.ofHours(1));
        assertThat(this.<Integer>in(stores -> stores.audit().removeBefore(hourAgo, 9))).isZero();
        assertThat(this.<Integer>in(stores -> stores.audit().removeBefore(inAnHour, 2))).isEqualTo(2);
        assertThat(all(null)).hasSize(1);
    }

    @Test
    final void whatIsRolledBackLeavesNoEntry() {
        assertThatThrownBy(() -> run(stores -> {
            stores.audit().add(admin.did(AuditAction.DEVICE_UPDATED, "", acme, FieldChanges.NONE));
            throw new IllegalStateException("given up");
        })).hasMessage("given up");
        assertThat(all(null)).isEmpty();
    }

    private void add(AuditedChange... changes) {
        run(stores -> List.of(changes).forEach(stores.audit()::add));
    }

    private List<AuditEntry> all(@Nullable ResourceId accountId) {
        return listed(stores -> stores.audit().list(accountId, Selection.first(100)));
    }

    private int chosen(String field, Object value) {
        var criteria = AuditEntry.FIELDS.read(List.of(new Condition(field, Operator.EQUAL, List.of(value.toString()))));
        return listed(stores -> stores.audit().list(null, new Selection<>(criteria, false, null, 100))).size();
    }
}
