package io.firstclaim.persistence.account;

import io.firstclaim.core.RequestId;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.ApiKeys;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.account.SecretHash;
import io.firstclaim.persistence.Changes;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The table `api_key`. The platform stands in it as the account [#PLATFORM].
@RegisterRowMapper(ApiKeyDao.Mapper.class)
@RegisterRowMapper(ApiKeyDao.StoredMapper.class)
public interface ApiKeyDao extends ApiKeys {
    /// No account has this id (UUIDv7 is never nil), so that the platform's keys need no statements of their own.
    ResourceId PLATFORM = new ResourceId(0, 0);

    @Override
    default boolean add(ApiKey key, SecretHash secretHash, @Nullable RequestId requestId) {
        return insert(key, holder(key.accountId()), secretHash, requestId);
    }

    /// Adds a key unless its request was made before.
    @SqlUpdate("""
            MERGE INTO api_key k
            USING (SELECT 1 AS one) s ON k.account_id = :holder AND k.request_id = :requestId
            WHEN NOT MATCHED THEN INSERT
              (id, account_id, name, role, secret_hash, request_id, created_at, updated_at)
            VALUES (:id, :holder, :name, :role, :secretHash, :requestId, :createdAt, :createdAt)
            """)
    boolean insert(@BindMethods ApiKey key, ResourceId holder, SecretHash secretHash, @Nullable RequestId requestId);

    @Override
    default boolean addFirstPlatformKey(ApiKey key, SecretHash secretHash) {
        return insertFirst(key, PLATFORM, secretHash);
    }

    /// Adds a key unless there is one; of two at once the unique `first_of_platform` stops one, which then runs again.
    @SqlUpdate("""
            MERGE INTO api_key k
            USING (SELECT 1 AS one) s ON k.account_id = :holder
            WHEN NOT MATCHED THEN INSERT
              (id, account_id, name, role, secret_hash, first_of_platform, created_at, updated_at)
            VALUES (:id, :holder, :name, :role, :secretHash, 1, :createdAt, :createdAt)
            """)
    boolean insertFirst(@BindMethods ApiKey key, ResourceId holder, SecretHash secretHash);

    @Override
    @SqlQuery("SELECT id, account_id, name, role, secret_hash, created_at FROM api_key WHERE id = :id")
    Optional<Stored> find(ResourceId id);

    @Override
    default List<ApiKey> list(@Nullable ResourceId accountId, @Nullable ResourceId after, int limit) {
        return page(holder(accountId), Changes.after(after), limit);
    }

    /// A page of the list.
    @SqlQuery("""
            SELECT id, account_id, name, role, created_at FROM api_key
            WHERE account_id = :holder AND id > :after ORDER BY id LIMIT :limit
            """)
    List<ApiKey> page(ResourceId holder, ResourceId after, int limit);

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

    /// Reads a key.
    final class Mapper implements RowMapper<ApiKey> {
        @Override
        public ApiKey map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            var holder = columns.id("account_id");
            return new ApiKey(columns.id("id"), holder.equals(PLATFORM) ? null : holder, columns.text("name"),
                    columns.constant(Role.class, "role"), columns.time("created_at"));
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
