package io.firstclaim.persistence.trust;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.persistence.ArrayColumns;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.SqlObject;

/// The table `trusted_certificate` where many ids can go into one statement as an array.
public interface PostgresTrustedCertificateDao extends TrustedCertificateDao, SqlObject {
    /// Anchors of accounts whose ids are in an array.
    String ANCHORS_OF = """
            SELECT id, version, account_id, owner_id, name, description, service, status, pem, enrollment_mode,
                   proven, created_at, updated_at
            FROM trusted_certificate
            WHERE account_id = ANY (:accountIds) AND status = 'ACTIVE' AND service = 'BOOTSTRAP' ORDER BY id
            """;

    @Override
    default List<TrustedCertificate> anchorsOf(Set<ResourceId> accountIds) {
        return new ArrayColumns<>(accountIds).bytes("accountIds", ResourceId::bytes)
                .bindTo(getHandle().createQuery(ANCHORS_OF)).map(new TrustedCertificateMapper()).list();
    }
}
