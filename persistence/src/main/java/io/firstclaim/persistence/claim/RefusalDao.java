package io.firstclaim.persistence.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.claim.Refusals;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.jspecify.annotations.Nullable;

/// The table `refusal`.
@RegisterRowMapper(RefusalDao.Mapper.class)
public interface RefusalDao extends Refusals {
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
            MERGE INTO refusal r
            USING (SELECT 1 AS one) s ON r.fingerprint = :fingerprint AND r.reason = :reason
            WHEN NOT MATCHED THEN INSERT
              (id, fingerprint, reason, holder_id, anchor, endpoint_name, detail, times, first_seen_at, last_seen_at)
            VALUES
              (:id, :fingerprint, :reason, :holderId, :anchor, :endpointName, :detail, :count, :firstSeenAt,
               :lastSeenAt)
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
    default List<Refusal> listVisible(ResourceId accountId, @Nullable Fingerprint fingerprint,
            @Nullable ResourceId after, int limit) {
        return fingerprint == null
                ? page(accountId, Changes.after(after), limit)
                : pageOfCertificate(accountId, fingerprint, Changes.after(after), limit);
    }

    /// A page of those that the account may see without naming one: each of the two reasons to see it is read in the
    /// order of its own index.
    @SqlQuery("""
            SELECT id, fingerprint, reason, holder_id, anchor, endpoint_name, detail, times, first_seen_at,
                   last_seen_at
            FROM refusal
            WHERE id IN (
              (SELECT h.id FROM refusal h WHERE h.holder_id = :accountId AND h.id > :after ORDER BY h.id LIMIT :limit)
              UNION
              (SELECT a.id FROM trusted_certificate t JOIN refusal a ON a.anchor = t.fingerprint
               WHERE t.account_id = :accountId AND t.proven AND a.id > :after ORDER BY a.id LIMIT :limit))
            ORDER BY id LIMIT :limit
            """)
    List<Refusal> page(ResourceId accountId, ResourceId after, int limit);

    /// A page of those of one certificate that the account may see, having named it.
    @SqlQuery("""
            SELECT id, fingerprint, reason, holder_id, anchor, endpoint_name, detail, times, first_seen_at,
                   last_seen_at
            FROM refusal
            WHERE fingerprint = :fingerprint AND id > :after
              AND (holder_id = :accountId
                   OR anchor IN (SELECT t.fingerprint FROM trusted_certificate t WHERE t.account_id = :accountId))
            ORDER BY id LIMIT :limit
            """)
    List<Refusal> pageOfCertificate(ResourceId accountId, Fingerprint fingerprint, ResourceId after, int limit);

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
    final class Mapper implements RowMapper<Refusal> {
        @Override
        public Refusal map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Refusal(columns.id("id"), columns.fingerprint("fingerprint"),
                    columns.constant(RefusalReason.class, "reason"), columns.idOrNull("holder_id"),
                    columns.fingerprintOrNull("anchor"), columns.text("endpoint_name"), columns.text("detail"),
                    columns.number("times"), columns.time("first_seen_at"), columns.time("last_seen_at"));
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
