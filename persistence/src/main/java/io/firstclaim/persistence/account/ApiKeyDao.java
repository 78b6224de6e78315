package io.firstclaim.persistence.account;

import static java.util.Map.entry;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.ApiKeyStatus;
import io.firstclaim.core.account.ApiKeys;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.account.SecretHash;
import io.firstclaim.core.listing.Criterion;
import io.firstclaim.core.listing.Selection;
import io.firstclaim.persistence.Columns;
import io.firstclaim.persistence.Restriction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindList;
import org.jdbi.v3.sqlobject.customizer.BindMap;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.customizer.Define;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jdbi.v3.sqlobject.statement.UseRowMapper;
import org.jspecify.annotations.Nullable;

/// The table `api_key`. The platform stands in it as the account [#PLATFORM].
@RegisterRowMapper(ApiKeyDao.Mapper.class)
@RegisterRowMapper(ApiKeyDao.StoredMapper.class)
public interface ApiKeyDao extends ApiKeys {
    /// No account has this id (UUIDv7 is never nil), so that the platform's keys need no statements of their own.
    ResourceId PLATFORM = new ResourceId(0, 0);
    /// What the fields of [ApiKey#FIELDS] are in the table.
    Map<String, String> EXPRESSIONS = Map.ofEntries(entry("id", "id"), entry("name", "name"),
            entry("status", "status"), entry("role", "role"), entry("create_time", "created_at"));

    @Override
    default boolean add(ApiKey key, SecretHash secretHash, @Nullable RequestId requestId) {
        return insert(key, holder(key.accountId()), secretHash, requestId);
    }

    /// Adds a key unless its request was made before.
    @SqlUpdate("""
            INSERT INTO api_key
              (id, version, account_id, name, role, status, secret_hash, request_id, created_at, updated_at)
            SELECT :id, :version, :holder, :name, :role, :status, :secretHash, :requestId, :createdAt, :updatedAt
            WHERE NOT EXISTS (SELECT 1 FROM api_key WHERE account_id = :holder AND request_id = :requestId)
            """)
    boolean insert(@BindMethods ApiKey key, ResourceId holder, SecretHash secretHash, @Nullable RequestId requestId);

    @Override
    default boolean addFirstPlatformKey(ApiKey key, SecretHash secretHash) {
        return insertFirst(key, PLATFORM, secretHash);
    }

    /// Adds a key unless there is one; of two at once the unique `first_of_platform` stops one, which then runs again.
    @SqlUpdate("""
            INSERT INTO api_key
              (id, version, account_id, name, role, status, secret_hash, first_of_platform, created_at, updated_at)
            SELECT :id, :version, :holder, :name, :role, :status, :secretHash, 1, :createdAt, :updatedAt
            WHERE NOT EXISTS (SELECT 1 FROM api_key WHERE account_id = :holder)
            """)
    boolean insertFirst(@BindMethods ApiKey key, ResourceId holder, SecretHash secretHash);

    @Override
    @SqlQuery("""
            SELECT id, version, account_id, name, role, status, secret_hash, created_at, updated_at
            FROM api_key WHERE id = :id
            """)
    Optional<Stored> find(ResourceId id);

    @Override
    default Set<ResourceId> active(Set<ResourceId> ids) {
        return ids.isEmpty() ? Set.of() : Set.copyOf(activeOf(ids));
    }

    /// The ids of those of these keys that are active.
    @SqlQuery("SELECT id FROM api_key WHERE id IN (<ids>) AND status = 'ACTIVE'")
    @UseRowMapper(IdMapper.class)
    List<ResourceId> activeOf(@BindList("ids") Set<ResourceId> ids);

    @Override
    default List<ApiKey> list(@Nullable ResourceId accountId, Selection<ApiKey> selection) {
        var rest = Restriction.of(selection, EXPRESSIONS);
        return page(holder(accountId), rest.sql(), rest.values());
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, version, account_id, name, role, status, created_at, updated_at
            FROM api_key WHERE account_id = :holder <rest>
            """)
    List<ApiKey> page(ResourceId holder, @Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    default long count(@Nullable ResourceId accountId, List<Criterion<ApiKey>> criteria) {
        var rest = Restriction.of(criteria, EXPRESSIONS);
        return countOf(holder(accountId), rest.sql(), rest.values());
    }

    /// The size of the list.
    @SqlQuery("SELECT COUNT(*) FROM api_key WHERE account_id = :holder <rest>")
    long countOf(ResourceId holder, @Define("rest") String rest, @BindMap Map<String, Object> values);

    @Override
    @SqlUpdate("""
            UPDATE api_key SET version = :version, name = :name, role = :role, status = :status, updated_at = :updatedAt
            WHERE id = :id AND version = :expectedVersion
            """)
    boolean update(@BindMethods ApiKey changed, long expectedVersion);

    @Override
    default boolean remove(ResourceId id, @Nullable ResourceId accountId) {
        return delete(id, holder(accountId));
    }

    /// Removes a key.
    @SqlUpdate("DELETE FROM api_key WHERE id = :id AND account_id = :holder")
    boolean delete(ResourceId id, ResourceId holder);

    @Override
    default void removePlatformKeys() {
        deleteAll(PLATFORM);
    }

    /// Removes all keys of an account.
    @SqlUpdate("DELETE FROM api_key WHERE account_id = :holder")
    void deleteAll(ResourceId holder);

    private static ResourceId holder(@Nullable ResourceId accountId) {
        return accountId == null ? PLATFORM : accountId;
    }

    /// Reads an id alone.
    final class IdMapper implements RowMapper<ResourceId> {
        @Override
        public ResourceId map(ResultSet row, StatementContext context) throws SQLException {
            return new Columns(row).id("id");
        }
    }

    /// Reads a key.
    final class Mapper implements RowMapper<ApiKey> {
        @Override
        public ApiKey map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var holder = columns.id("account_id");
            return new ApiKey(columns.id("id"), columns.number("version"), holder.equals(PLATFORM) ? null : holder,
                    columns.text("name"), columns.constant(Role.class, "role"),
                    columns.constant(ApiKeyStatus.class, "status"), columns.time("created_at"),
                    columns.time("updated_at"));
        }
    }

    /// Reads a key with the hash of its text.
    final class StoredMapper implements RowMapper<Stored> {
        @Override
        public Stored map(ResultSet row, StatementContext context) throws SQLException {
            return new Stored(new Mapper().map(row, context),
                    SecretHash.ofBytes(new Columns(row).bytes("secret_hash")));
        }
    }
}
