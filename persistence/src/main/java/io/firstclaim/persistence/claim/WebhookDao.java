package io.firstclaim.persistence.claim;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.Webhook;
import io.firstclaim.core.claim.WebhookUrl;
import io.firstclaim.core.claim.Webhooks;
import io.firstclaim.core.credential.SealedSecret;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.jspecify.annotations.Nullable;

/// The table `webhook`. `event_types` holds names with commas between them; empty for all.
@RegisterRowMapper(WebhookDao.Mapper.class)
public interface WebhookDao extends Webhooks {
    @Override
    default boolean add(Webhook webhook, SealedSecret secret, @Nullable RequestId requestId) {
        return insert(webhook, names(webhook.types()), secret.bytes(), requestId);
    }

    /// Writes the row, if there is none of the request.
    @SqlUpdate("""
            INSERT INTO webhook
              (id, version, account_id, url, event_types, sealed_secret, request_id, delivered_position,
              failure_count, last_failure, next_attempt_at, created_at)
            SELECT :id, :version, :accountId, :url, :names, :sealedSecret, :requestId, :deliveredPosition,
              :failureCount, :lastFailure, :nextAttemptAt, :createdAt
            WHERE NOT EXISTS (SELECT 1 FROM webhook WHERE account_id = :accountId AND request_id = :requestId)
            """)
    boolean insert(@BindMethods Webhook webhook, String names, byte[] sealedSecret, @Nullable RequestId requestId);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, url, event_types, delivered_position, failure_count, last_failure,
                   next_attempt_at, created_at
            FROM webhook WHERE id = :id AND account_id = :accountId
            """)
    Optional<Webhook> find(ResourceId accountId, ResourceId id);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, url, event_types, delivered_position, failure_count, last_failure,
                   next_attempt_at, created_at
            FROM webhook WHERE account_id = :accountId AND request_id = :requestId
            """)
    Optional<Webhook> findByRequest(ResourceId accountId, RequestId requestId);

    @Override
    default List<Webhook> list(ResourceId accountId, @Nullable ResourceId after, int limit) {
        return page(accountId, Changes.after(after), limit);
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, account_id, url, event_types, delivered_position, failure_count, last_failure,
                   next_attempt_at, created_at
            FROM webhook WHERE account_id = :accountId AND id > :after ORDER BY id LIMIT :limit
            """)
    List<Webhook> page(ResourceId accountId, ResourceId after, int limit);

    @Override
    @SqlQuery("SELECT COUNT(*) FROM webhook WHERE account_id = :accountId")
    int count(ResourceId accountId);

    @Override
    @SqlUpdate("DELETE FROM webhook WHERE id = :id AND account_id = :accountId")
    boolean remove(ResourceId accountId, ResourceId id);

    @Override
    @SqlUpdate("""
            UPDATE webhook
            SET version = :version, delivered_position = :deliveredPosition, failure_count = :failureCount,
                last_failure = :lastFailure, next_attempt_at = :nextAttemptAt
            WHERE id = :id AND version = :expectedVersion
            """)
    boolean update(@BindMethods Webhook changed, long expectedVersion);

    @Override
    @SqlQuery("SELECT sealed_secret FROM webhook WHERE id = :id")
    @UseRowMapper(SecretMapper.class)
    SealedSecret secret(ResourceId id);

    @Override
    default List<Webhook> due(@Nullable ResourceId accountId, Instant now, @Nullable ResourceId after, int limit) {
        return accountId == null
                ? dueOfAll(now, Changes.after(after), limit)
                : dueOf(accountId, now, Changes.after(after), limit);
    }

    /// Of all accounts.
    @SqlQuery("""
            SELECT w.id, w.version, w.account_id, w.url, w.event_types, w.delivered_position, w.failure_count,
                   w.last_failure, w.next_attempt_at, w.created_at
            FROM webhook w JOIN claim_event_last l ON l.account_id = w.account_id
            WHERE w.delivered_position < l.position AND (w.next_attempt_at IS NULL OR w.next_attempt_at <= :now)
              AND w.id > :after
            ORDER BY w.id LIMIT :limit
            """)
    List<Webhook> dueOfAll(Instant now, ResourceId after, int limit);

    /// Of one account.
    @SqlQuery("""
            SELECT w.id, w.version, w.account_id, w.url, w.event_types, w.delivered_position, w.failure_count,
                   w.last_failure, w.next_attempt_at, w.created_at
            FROM webhook w JOIN claim_event_last l ON l.account_id = w.account_id
            WHERE w.account_id = :accountId AND w.delivered_position < l.position
              AND (w.next_attempt_at IS NULL OR w.next_attempt_at <= :now) AND w.id > :after
            ORDER BY w.id LIMIT :limit
            """)
    List<Webhook> dueOf(ResourceId accountId, Instant now, ResourceId after, int limit);

    private static String names(Set<ClaimEvent.Type> types) {
        return types.stream().map(ClaimEvent.Type::name).sorted().collect(Collectors.joining(","));
    }

    /// Reads the secret alone.
    final class SecretMapper implements RowMapper<SealedSecret> {
        @Override
        public SealedSecret map(ResultSet row, StatementContext context) throws SQLException {
            return SealedSecret.ofBytes(new Columns(row).bytes("sealed_secret"));
        }
    }

    /// Reads a row.
    final class Mapper implements RowMapper<Webhook> {
        @Override
        public Webhook map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Webhook(columns.id("id"), columns.number("version"), columns.id("account_id"),
                    new WebhookUrl(columns.text("url")), types(columns.text("event_types")),
                    columns.number("delivered_position"), columns.count("failure_count"), columns.text("last_failure"),
                    columns.timeOrNull("next_attempt_at"), columns.time("created_at"));
        }

        private static Set<ClaimEvent.Type> types(String names) {
            return names.isEmpty()
                    ? Set.of()
                    : Arrays.stream(names.split(",")).map(ClaimEvent.Type::valueOf).collect(Collectors.toSet());
        }
    }
}
