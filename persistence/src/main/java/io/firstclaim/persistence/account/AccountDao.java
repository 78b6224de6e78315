package io.firstclaim.persistence.account;

import static java.util.Map.entry;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.account.Accounts;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.Restriction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.Bind;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlBatch;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `account`.
@RegisterRowMapper(AccountDao.Mapper.class)
public interface AccountDao extends Accounts {
    /// What the fields of [Account#FIELDS] are in the table.
    Map<String, String> EXPRESSIONS = Map.ofEntries(entry("id", "id"), entry("display_name", "display_name"),
            entry("status", "status"), entry("create_time", "created_at"), entry("update_time", "updated_at"));

    @Override
    @SqlUpdate("""
            INSERT INTO account
              (id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
              trusted_certificate_count, request_id, created_at, updated_at)
            SELECT :id, :version, :displayName, :status, :deviceQuota, :deviceCount, :trustedCertificateLimit,
              :trustedCertificateCount, :requestId, :createdAt, :updatedAt
            WHERE NOT EXISTS (SELECT 1 FROM account WHERE request_id = :requestId)
            """)
    boolean add(@BindMethods Account account, @Nullable RequestId requestId);

    @Override
    @SqlQuery("""
            SELECT id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
                   trusted_certificate_count, created_at, updated_at
            FROM account WHERE id = :id
            """)
    Optional<Account> find(ResourceId id);

    @Override
    default List<Account> findAll(Set<ResourceId> ids) {
        return ids.isEmpty() ? List.of() : findEach(ids);
    }

    /// Those of these ids.
    @SqlQuery("""
            SELECT id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
                   trusted_certificate_count, created_at, updated_at
            FROM account WHERE id IN (<ids>)
            """)
    List<Account> findEach(@BindList("ids") Set<ResourceId> ids);

    @Override
    default List<Account> lockAll(SortedSet<ResourceId> ids) {
        return ids.stream().flatMap(id -> lock(id).stream()).toList();
    }

    @Override
    @SqlQuery("""
            SELECT id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
                   trusted_certificate_count, created_at, updated_at
            FROM account WHERE request_id = :requestId
            """)
    Optional<Account> findByRequest(RequestId requestId);

    @Override
    @SqlQuery("""
            SELECT id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
                   trusted_certificate_count, created_at, updated_at
            FROM account WHERE id = :id FOR UPDATE
            """)
    Optional<Account> lock(ResourceId id);

    @Override
    default List<Account> list(Selection<Account> selection) {
        var rest = Restriction.of(selection, EXPRESSIONS);
        return page(rest.sql(), rest.values());
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
                   trusted_certificate_count, created_at, updated_at
            FROM account WHERE TRUE <rest>
            """)
    List<Account> page(@Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    default long count(List<Criterion<Account>> criteria) {
        var rest = Restriction.of(criteria, EXPRESSIONS);
        return countOf(rest.sql(), rest.values());
    }

    /// The size of the list.
    @SqlQuery("SELECT COUNT(*) FROM account WHERE TRUE <rest>")
    long countOf(@Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    @SqlUpdate("""
            UPDATE account
            SET version = :version, display_name = :displayName, status = :status, device_quota = :deviceQuota,
                trusted_certificate_limit = :trustedCertificateLimit, updated_at = :updatedAt
            WHERE id = :id AND version = :expectedVersion
            """)
    boolean update(@BindMethods Account changed, long expectedVersion);

    @Override
    default boolean takeDeviceSlots(SortedMap<ResourceId, Integer> counts) {
        return counts.isEmpty()
                || Arrays.stream(takeSlots(counts.keySet(), counts.values())).sum() == counts.size();
    }

    /// Adds to the numbers of devices, one account after the other; says of each how many rows it changed.
    @SqlBatch("""
            UPDATE account SET device_count = device_count + :count
            WHERE id = :id AND status = 'ACTIVE' AND device_count + :count <= device_quota
            """)
    int[] takeSlots(@Bind("id") Collection<ResourceId> ids, @Bind("count") Collection<Integer> counts);

    @Override
    default void addDevices(ResourceId id, int delta) {
        Changes.requireOne(changeDeviceCount(id, delta), "account", id);
    }

    @Override
    default void addTrustedCertificates(ResourceId id, int delta) {
        Changes.requireOne(changeTrustedCertificateCount(id, delta), "account", id);
    }

    /// Adds to a count; says how many rows it changed.
    @SqlUpdate("UPDATE account SET device_count = device_count + :delta WHERE id = :id")
    int changeDeviceCount(ResourceId id, int delta);

    /// Adds to a count; says how many rows it changed.
    @SqlUpdate("UPDATE account SET trusted_certificate_count = trusted_certificate_count + :delta WHERE id = :id")
    int changeTrustedCertificateCount(ResourceId id, int delta);

    /// Reads a row.
    final class Mapper implements RowMapper<Account> {
        @Override
        public Account map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Account(columns.id("id"), columns.number("version"), columns.text("display_name"),
                    columns.constant(AccountStatus.class, "status"), columns.count("device_quota"),
                    columns.count("device_count"), columns.count("trusted_certificate_limit"),
                    columns.count("trusted_certificate_count"), columns.time("created_at"),
                    columns.time("updated_at"));
        }
    }
}
