package io.firstclaim.persistence.credential;

import io.firstclaim.core.credential.Authorities;
import io.firstclaim.persistence.Columns;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.sqlobject.config.RegisterRowMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `authority`.
@RegisterRowMapper(AuthorityDao.Mapper.class)
public interface AuthorityDao extends Authorities {
    @Override
    default boolean add(StoredAuthority authority) {
        return insert(authority.name(), encoded(authority.certificate()), authority.encryptedKeyPem());
    }

    /// Adds an authority unless there is one of that name.
    @SqlUpdate("""
            INSERT INTO authority (name, certificate, encrypted_key_pem)
            SELECT :name, :certificate, :encryptedKeyPem
            WHERE NOT EXISTS (SELECT 1 FROM authority WHERE name = :name)
            """)
    boolean insert(String name, byte[] certificate, String encryptedKeyPem);

    @Override
    @SqlQuery("SELECT name, certificate, encrypted_key_pem FROM authority WHERE name = :name")
    Optional<StoredAuthority> find(String name);

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalArgumentException("A certificate that was made can't be written", e);
        }
    }

    /// Reads a row.
    final class Mapper implements RowMapper<StoredAuthority> {
        @Override
        public StoredAuthority map(ResultSet row, StatementContext context) throws SQLException {
            var columns = new Columns(row);
            return new StoredAuthority(columns.text("name"), certificate(columns.bytes("certificate")),
                    columns.text("encrypted_key_pem"));
        }

        private static X509Certificate certificate(byte[] der) {
            try {
                return (X509Certificate) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(der));
            } catch (CertificateException e) {
                throw new IllegalStateException("A stored certificate can't be read", e);
            }
        }
    }
}
