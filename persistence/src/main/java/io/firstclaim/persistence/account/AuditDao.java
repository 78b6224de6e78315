package io.firstclaim.persistence.account;

import static java.util.Map.entry;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Actor;
import io.firstclaim.core.account.AuditAction;
import io.firstclaim.core.account.AuditEntry;
import io.firstclaim.core.account.AuditLog;
import io.firstclaim.core.account.AuditedChange;
import io.firstclaim.core.account.FieldChanges;
import io.firstclaim.core.account.FieldChanges.FieldChange;
import io.firstclaim.core.account.Origin;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.Restriction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.SqlObject;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `audit_entry`.
@RegisterRowMapper(AuditDao.Mapper.class)
public interface AuditDao extends AuditLog, SqlObject {
    /// What the fields of [AuditEntry#FIELDS] are in the table.
    Map<String, String> EXPRESSIONS = Map.ofEntries(entry("id", "id"), entry("create_time", "created_at"),
            entry("action", "action"), entry("api_key_id", "api_key_id"), entry("resource_id", "resource_id"),
            entry("account_id", "account_id"), entry("request_id", "request_id"));

    @Override
    default void add(AuditedChange change) {
        insert(Row.of(AuditTrail.entry(change, getHandle())));
    }

    /// Adds a row.
    @SqlUpdate("""
            INSERT INTO audit_entry
              (id, account_id, created_at, action, resource_id, actor_kind, api_key_id, api_key_name, api_key_role,
               request_id, source_address, changes)
            VALUES
              (:id, :accountId, :at, :action, :resourceId, :actorKind, :keyId, :keyName, :role,
               :requestId, :address, :changes)
            """)
    void insert(@BindMethods Row row);

    @Override
    default List<AuditEntry> list(@Nullable ResourceId accountId, Selection<AuditEntry> selection) {
        if (accountId == null) {
            var rest = Restriction.of(selection, EXPRESSIONS);
            return pageOfAll(rest.sql(), rest.values());
        }
        var rest = Restriction.of(selection, EXPRESSIONS, "account_id");
        return page(accountId, rest.sql(), rest.values());
    }

    /// A page of an account's entries.
    @SqlQuery("""
            SELECT id, account_id, created_at, action, resource_id, actor_kind, api_key_id, api_key_name, api_key_role,
                   request_id, source_address, changes
            FROM audit_entry WHERE account_id = :accountId <rest>
            """)
    List<AuditEntry> page(ResourceId accountId, @Define("rest") String rest, @BindMap Map<String, Object> values);

    /// A page of all entries.
    @SqlQuery("""
            SELECT id, account_id, created_at, action, resource_id, actor_kind, api_key_id, api_key_name, api_key_role,
                   request_id, source_address, changes
            FROM audit_entry WHERE id IS NOT NULL <rest>
            """)
    List<AuditEntry> pageOfAll(@Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    @SqlUpdate("""
            DELETE FROM audit_entry WHERE id IN
              (SELECT id FROM audit_entry WHERE created_at < :time ORDER BY created_at LIMIT :limit)
            """)
    int removeBefore(Instant time, int limit);

    /// An entry as it is stored.
    record Row(ResourceId id, @Nullable ResourceId accountId, Instant at, AuditAction action,
            @Nullable String resourceId, Actor.Kind actorKind, @Nullable ResourceId keyId, String keyName,
            @Nullable Role role, @Nullable String requestId, String address, String changes) {

        static Row of(AuditEntry entry) {
            var change = entry.change();
            var actor = change.actor();
            return new Row(entry.id(), change.accountId(), entry.at(), change.action(),
                    textOrNull(change.resourceId()), actor.kind(), actor.keyId(), actor.keyName(), actor.role(),
                    textOrNull(actor.origin().requestId()), actor.origin().address(), lines(change.changes()));
        }

        private static String lines(FieldChanges changes) {
            return changes.fields().stream()
                    .map(field -> String.join("\t", field.field(), field.before(), field.after()))
                    .collect(Collectors.joining("\n"));
        }

        /// So that a condition treats what is missing as it treats what is not set.
        private static @Nullable String textOrNull(String text) {
            return text.isEmpty() ? null : text;
        }
    }

    /// Reads an entry.
    final class Mapper implements RowMapper<AuditEntry> {
        @Override
        public AuditEntry map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var role = columns.textOrNull("api_key_role");
            var origin = new Origin(textOrEmpty(columns.textOrNull("request_id")), columns.text("source_address"));
            var actor = new Actor(columns.constant(Actor.Kind.class, "actor_kind"), columns.idOrNull("api_key_id"),
                    columns.text("api_key_name"), role == null ? null : Role.valueOf(role), origin);
            var changes = columns.text("changes").lines().map(line -> line.split("\t", -1))
                    .map(parts -> new FieldChange(parts[0], parts[1], parts[2])).toList();
            return new AuditEntry(columns.id("id"), columns.time("created_at"),
                    new AuditedChange(actor, columns.constant(AuditAction.class, "action"),
                            textOrEmpty(columns.textOrNull("resource_id")), columns.idOrNull("account_id"),
                            new FieldChanges(changes)));
        }

        private static String textOrEmpty(@Nullable String text) {
            return Objects.requireNonNullElse(text, "");
        }
    }
}
