package io.firstclaim.persistence.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.claim.Refusals;
import io.firstclaim.core.claim.VisibleRefusal;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.Restriction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.jspecify.annotations.Nullable;

/// The table `refusal`.
@RegisterRowMapper(RefusalDao.Mapper.class)
public interface RefusalDao extends Refusals {
    /// What the fields of [VisibleRefusal#FIELDS] are in a statement on `refusal r` and the account's `trusted_certificate t`.
    Map<String, String> EXPRESSIONS = Map.of("id", "r.id", "endpoint_name", "r.endpoint_name",
            "trusted_certificate_id", "t.id", "reason", "r.reason", "first_seen_time", "r.first_seen_at",
            "last_seen_time", "r.last_seen_at");

    @Override
    default boolean record(Refusal refusal) {
        if (count(refusal)) {
            return false;
        }
        var added = replace(refusal) || add(refusal);
        if (!added) {
            Changes.requireOne(count(refusal) ? 1 : 0, "refusal", refusal.id());
        }
        return added;
    }

    /// Adds to the row of the same certificate, reason and holder, if there is one.
    @SqlUpdate("""
            UPDATE refusal
            SET anchor = :anchor, endpoint_name = :endpointName, detail = :detail, times = times + :count,
                last_seen_at = :lastSeenAt
            WHERE fingerprint = :fingerprint AND reason = :reason AND holder_id IS NOT DISTINCT FROM :holderId
            """)
    boolean count(@BindMethods Refusal refusal);

    /// Takes the place of the row of the same certificate and reason, if that has another holder.
    @SqlUpdate("""
            UPDATE refusal
            SET id = :id, holder_id = :holderId, anchor = :anchor, endpoint_name = :endpointName, detail = :detail,
                times = :count, first_seen_at = :firstSeenAt, last_seen_at = :lastSeenAt
            WHERE fingerprint = :fingerprint AND reason = :reason AND holder_id IS DISTINCT FROM :holderId
            """)
    boolean replace(@BindMethods Refusal refusal);

    /// Makes the row, if there is none.
    @SqlUpdate("""
            INSERT INTO refusal
              (id, fingerprint, reason, holder_id, anchor, endpoint_name, detail, times, first_seen_at,
              last_seen_at)
            SELECT :id, :fingerprint, :reason, :holderId, :anchor, :endpointName, :detail, :count, :firstSeenAt,
              :lastSeenAt
            WHERE NOT EXISTS (SELECT 1 FROM refusal WHERE fingerprint = :fingerprint AND reason = :reason)
            """)
    boolean add(@BindMethods Refusal refusal);

    @Override
    default Set<ResourceId> visibleTo(Refusal refusal, int limit) {
        var accounts = new LinkedHashSet<ResourceId>();
        var holder = refusal.holderId();
        if (holder != null) {
            accounts.add(holder);
        }
        var anchor = refusal.anchor();
        if (anchor != null) {
            accounts.addAll(provers(anchor, limit));
        }
        return accounts;
    }

    /// The accounts that proved a CA certificate.
    @SqlQuery("""
            SELECT account_id AS id FROM trusted_certificate WHERE fingerprint = :anchor AND proven
            ORDER BY account_id LIMIT :limit
            """)
    @UseRowMapper(IdMapper.class)
    List<ResourceId> provers(Fingerprint anchor, int limit);

    @Override
    default List<VisibleRefusal> listVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            Selection<VisibleRefusal> selection) {
        var rest = Restriction.of(selection, EXPRESSIONS);
        return fingerprint == null
                ? page(accountId, rest.sql(), selection.descending() ? "DESC" : "ASC", rest.values())
                : pageOfCertificate(accountId, fingerprint, rest.sql(), rest.values());
    }

    /// A page of those that the account may see without naming one: each of the two reasons to see it is read in the
    /// order of its own index.
    @SqlQuery("""
            SELECT r.id, r.fingerprint, r.reason, r.holder_id, r.anchor, r.endpoint_name, r.detail, r.times,
                   r.first_seen_at, r.last_seen_at, t.id AS trusted_certificate_id
            FROM refusal r
            LEFT JOIN trusted_certificate t ON t.account_id = :accountId AND t.fingerprint = r.anchor
            WHERE r.id IN (
              (SELECT r.id
               FROM refusal r
               LEFT JOIN trusted_certificate t ON t.account_id = :accountId AND t.fingerprint = r.anchor
               WHERE r.holder_id = :accountId <rest>)
              UNION
              (SELECT r.id
               FROM trusted_certificate t JOIN refusal r ON r.anchor = t.fingerprint
               WHERE t.account_id = :accountId AND t.proven <rest>))
            ORDER BY r.id <order> LIMIT :pageLimit
            """)
    List<VisibleRefusal> page(ResourceId accountId, @Define("rest") String rest, @Define("order") String order,
            @BindMap Map<String, Object> values);

    /// A page of those of one certificate that the account may see, having named it.
    @SqlQuery("""
            SELECT r.id, r.fingerprint, r.reason, r.holder_id, r.anchor, r.endpoint_name, r.detail, r.times,
                   r.first_seen_at, r.last_seen_at, t.id AS trusted_certificate_id
            FROM refusal r
            LEFT JOIN trusted_certificate t ON t.account_id = :accountId AND t.fingerprint = r.anchor
            WHERE r.fingerprint = :fingerprint
              AND (r.holder_id = :accountId OR t.proven OR (r.holder_id IS NULL AND t.id IS NOT NULL)) <rest>
            """)
    List<VisibleRefusal> pageOfCertificate(ResourceId accountId, Fingerprint fingerprint, @Define("rest") String rest,
            @BindMap Map<String, Object> values);

    @Override
    default long countVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            List<Criterion<VisibleRefusal>> criteria) {
        var rest = Restriction.of(criteria, EXPRESSIONS);
        return fingerprint == null
                ? countOfAll(accountId, rest.sql(), rest.values())
                : countOfCertificate(accountId, fingerprint, rest.sql(), rest.values());
    }

    /// How many the account may see without naming one.
    @SqlQuery("""
            SELECT COUNT(*) FROM (
              (SELECT r.id
               FROM refusal r
               LEFT JOIN trusted_certificate t ON t.account_id = :accountId AND t.fingerprint = r.anchor
               WHERE r.holder_id = :accountId <rest>)
              UNION
              (SELECT r.id
               FROM trusted_certificate t JOIN refusal r ON r.anchor = t.fingerprint
               WHERE t.account_id = :accountId AND t.proven <rest>)) v
            """)
    long countOfAll(ResourceId accountId, @Define("rest") String rest, @BindMap Map<String, Object> values);

    /// How many of one certificate the account may see, having named it.
    @SqlQuery("""
            SELECT COUNT(*)
            FROM refusal r
            LEFT JOIN trusted_certificate t ON t.account_id = :accountId AND t.fingerprint = r.anchor
            WHERE r.fingerprint = :fingerprint
              AND (r.holder_id = :accountId OR t.proven OR (r.holder_id IS NULL AND t.id IS NOT NULL)) <rest>
            """)
    long countOfCertificate(ResourceId accountId, Fingerprint fingerprint, @Define("rest") String rest,
            @BindMap Map<String, Object> values);

    /// Two statements, because H2 chooses again while it removes when both are one.
    @Override
    default int removeUnseenSince(Instant before, int limit) {
        return Arrays.stream(deleteUnseen(unseenSince(before, limit), before)).sum();
    }

    /// The ids of those that were last seen before the time.
    @SqlQuery("SELECT id FROM refusal WHERE last_seen_at < :before ORDER BY last_seen_at LIMIT :limit")
    @UseRowMapper(IdMapper.class)
    List<ResourceId> unseenSince(Instant before, int limit);

    /// Removes those that were still not seen again; says of each how many rows that were.
    @SqlBatch("DELETE FROM refusal WHERE id = :id AND last_seen_at < :before")
    int[] deleteUnseen(@Bind("id") List<ResourceId> ids, Instant before);

    @Override
    default int removeUnlistedBeyond(int most, int limit) {
        return countUnlisted() <= most ? 0 : Arrays.stream(delete(unlistedBeyond(most, limit))).sum();
    }

    /// How many of all CAs nobody held.
    @SqlQuery("SELECT COUNT(*) FROM refusal WHERE holder_id IS NULL")
    int countUnlisted();

    /// The ids of those that nobody held, but for the `most` seen last of each CA.
    @SqlQuery("""
            SELECT u.id
            FROM (SELECT id, ROW_NUMBER() OVER (PARTITION BY anchor ORDER BY last_seen_at DESC, id DESC) AS place
                  FROM refusal WHERE holder_id IS NULL) u
            WHERE u.place > :most
            LIMIT :limit
            """)
    @UseRowMapper(IdMapper.class)
    List<ResourceId> unlistedBeyond(int most, int limit);

    /// Removes those that are still nobody's; says of each how many rows that were.
    @SqlBatch("DELETE FROM refusal WHERE id = :id AND holder_id IS NULL")
    int[] delete(@Bind("id") List<ResourceId> ids);

    /// Reads a row.
    final class Mapper implements RowMapper<VisibleRefusal> {
        @Override
        public VisibleRefusal map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var refusal = new Refusal(columns.id("id"), columns.fingerprint("fingerprint"),
                    columns.constant(RefusalReason.class, "reason"), columns.idOrNull("holder_id"),
                    columns.fingerprintOrNull("anchor"), columns.text("endpoint_name"), columns.text("detail"),
                    columns.number("times"), columns.time("first_seen_at"), columns.time("last_seen_at"));
            return new VisibleRefusal(refusal, columns.idOrNull("trusted_certificate_id"));
        }
    }

    /// Reads the id alone.
    final class IdMapper implements RowMapper<ResourceId> {
        @Override
        public ResourceId map(ResultSet row, StatementContext context) throws SQLException {
            return new Columns(row).id("id");
        }
    }
}
