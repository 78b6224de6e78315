package io.firstclaim.persistence;

import io.firstclaim.core.Lease;
import io.firstclaim.core.Leases;
import io.firstclaim.core.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `lease`. All times are those of the database, at the beginning of the transaction.
@RegisterRowMapper(LeaseDao.Mapper.class)
public interface LeaseDao extends Leases {
    @Override
    default Optional<Lease> acquire(String name, ResourceId holder, Duration length) {
        var millis = length.toMillis();
        return take(name, holder, millis) || add(name, holder, millis) ? find(name) : Optional.empty();
    }

    /// Takes or prolongs a lease that was taken before.
    @SqlUpdate("""
            UPDATE lease
            SET epoch = CASE WHEN holder = :holder AND expires_at > CURRENT_TIMESTAMP THEN epoch ELSE epoch + 1 END,
                holder = :holder,
                expires_at = CURRENT_TIMESTAMP + CAST(:millis AS BIGINT) * INTERVAL '0.001' SECOND
            WHERE name = :name AND (holder = :holder OR expires_at <= CURRENT_TIMESTAMP)
            """)
    boolean take(String name, ResourceId holder, long millis);

    /// Takes a lease that nobody took before.
    @SqlUpdate("""
            INSERT INTO lease (name, holder, epoch, expires_at)
            SELECT :name, :holder, 1, CURRENT_TIMESTAMP + CAST(:millis AS BIGINT) * INTERVAL '0.001' SECOND
            WHERE NOT EXISTS (SELECT 1 FROM lease WHERE name = :name)
            """)
    boolean add(String name, ResourceId holder, long millis);

    /// The lease of a name.
    @SqlQuery("SELECT name, holder, epoch, expires_at FROM lease WHERE name = :name")
    Optional<Lease> find(String name);

    @Override
    default boolean renew(Lease lease, Duration length) {
        return prolong(lease, length.toMillis());
    }

    /// Prolongs a lease that is held.
    @SqlUpdate("""
            UPDATE lease SET expires_at = CURRENT_TIMESTAMP + CAST(:millis AS BIGINT) * INTERVAL '0.001' SECOND
            WHERE name = :name AND holder = :holder AND epoch = :epoch AND expires_at > CURRENT_TIMESTAMP
            """)
    boolean prolong(@BindMethods Lease lease, long millis);

    @Override
    @SqlUpdate("""
            UPDATE lease SET expires_at = TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00'
            WHERE name = :name AND holder = :holder AND epoch = :epoch
            """)
    void release(@BindMethods Lease lease);

    /// Frees all, where nobody else can have one.
    @SqlUpdate("UPDATE lease SET expires_at = TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00'")
    void releaseAll();

    /// Reads a row.
    final class Mapper implements RowMapper<Lease> {
        @Override
        public Lease map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new Lease(columns.text("name"), columns.id("holder"), columns.number("epoch"),
                    columns.time("expires_at"));
        }
    }
}
