package io.firstclaim.persistence;

import io.firstclaim.core.Lease;
import io.firstclaim.core.Leases;
import io.firstclaim.core.ResourceId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.customizer.BindMethods;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `lease`.
@RegisterRowMapper(LeaseDao.Mapper.class)
public interface LeaseDao extends Leases {
    @Override
    default Optional<Lease> acquire(String name, ResourceId holder, Instant now, Instant until) {
        return take(name, holder, now, until) || add(name, holder, until) ? find(name) : Optional.empty();
    }

    /// Takes or prolongs a lease that was taken before.
    @SqlUpdate("""
            UPDATE lease
            SET epoch = CASE WHEN holder = :holder AND expires_at > :now THEN epoch ELSE epoch + 1 END,
                holder = :holder, expires_at = :until
            WHERE name = :name AND (holder = :holder OR expires_at <= :now)
            """)
    boolean take(String name, ResourceId holder, Instant now, Instant until);

    /// Takes a lease that nobody took before.
    @SqlUpdate("""
            INSERT INTO lease (name, holder, epoch, expires_at)
            SELECT :name, :holder, 1, :until
            WHERE NOT EXISTS (SELECT 1 FROM lease WHERE name = :name)
            """)
    boolean add(String name, ResourceId holder, Instant until);

    /// The lease of a name.
    @SqlQuery("SELECT name, holder, epoch, expires_at FROM lease WHERE name = :name")
    Optional<Lease> find(String name);

    @Override
    @SqlUpdate("""
            UPDATE lease SET expires_at = :until
            WHERE name = :name AND holder = :holder AND epoch = :epoch AND expires_at > :now
            """)
    boolean renew(@BindMethods Lease lease, Instant now, Instant until);

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
