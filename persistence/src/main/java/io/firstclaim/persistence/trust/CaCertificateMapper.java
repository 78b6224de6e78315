package io.firstclaim.persistence.trust;

import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads a CA certificate from its PEM.
public final class CaCertificateMapper implements RowMapper<CaCertificate> {
    @Override
    public CaCertificate map(ResultSet row, StatementContext context) throws SQLException {
        return StoredCa.parse(new Columns(row).text("pem"));
    }
}
