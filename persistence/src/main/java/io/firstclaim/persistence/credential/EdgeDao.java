package io.firstclaim.persistence.credential;

import io.firstclaim.core.credential.Edges;
import io.firstclaim.core.credential.ServerUris;
import io.firstclaim.persistence.Columns;
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

/// The table `edge`.
@RegisterRowMapper(EdgeDao.Mapper.class)
public interface EdgeDao extends Edges {
    @Override
    default void announce(ServerUris uris, Instant now) {
        if (!announceAgain(uris, now)) {
            add(uris, now);
        }
    }

    /// Writes the time of a row that is there.
    @SqlUpdate("UPDATE edge SET announced_at = :now WHERE bootstrap_uri = :bootstrap AND lwm2m_uri = :lwm2m")
    boolean announceAgain(@BindMethods ServerUris uris, Instant now);

    /// Makes the row, if there is none.
    @SqlUpdate("""
            INSERT INTO edge (bootstrap_uri, lwm2m_uri, announced_at)
            SELECT :bootstrap, :lwm2m, :now
            WHERE NOT EXISTS (SELECT 1 FROM edge WHERE bootstrap_uri = :bootstrap AND lwm2m_uri = :lwm2m)
            """)
    boolean add(@BindMethods ServerUris uris, Instant now);

    @Override
    @SqlQuery("SELECT bootstrap_uri, lwm2m_uri FROM edge ORDER BY announced_at DESC LIMIT 1")
    Optional<ServerUris> latest();

    /// Reads a row.
    final class Mapper implements RowMapper<ServerUris> {
        @Override
        public ServerUris map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new ServerUris(columns.text("bootstrap_uri"), columns.text("lwm2m_uri"));
        }
    }
}
