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
    @SqlUpdate("""
            MERGE INTO edge e
            USING (SELECT 1 AS one) s ON e.bootstrap_uri = :bootstrap AND e.lwm2m_uri = :lwm2m
            WHEN MATCHED THEN UPDATE SET announced_at = :now
            WHEN NOT MATCHED THEN INSERT (bootstrap_uri, lwm2m_uri, announced_at)
            VALUES (:bootstrap, :lwm2m, :now)
            """)
    void announce(@BindMethods ServerUris uris, Instant now);

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
