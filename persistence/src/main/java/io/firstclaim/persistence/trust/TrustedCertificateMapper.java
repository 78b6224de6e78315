package io.firstclaim.persistence.trust;

import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.core.trust.TrustedService;
import io.firstclaim.persistence.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/// Reads a row of `trusted_certificate`.
public final class TrustedCertificateMapper implements RowMapper<TrustedCertificate> {
    @Override
    public TrustedCertificate map(ResultSet row, StatementContext context) throws SQLException {
        var columns = new Columns(row);
        return new TrustedCertificate(columns.id("id"), columns.number("version"), columns.id("account_id"),
                columns.id("owner_id"), columns.text("name"), columns.text("description"),
                columns.constant(TrustedService.class, "service"), columns.constant(CertificateStatus.class, "status"),
                StoredCa.parse(columns.text("pem")), columns.flag("enrollment_mode"), columns.flag("proven"),
                columns.time("created_at"), columns.time("updated_at"));
    }
}
