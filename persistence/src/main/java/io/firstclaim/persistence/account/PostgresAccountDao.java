package io.firstclaim.persistence.account;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.account.Account;
import io.firstclaim.persistence.ArrayColumns;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import org.jdbi.v3.sqlobject.SqlObject;

/// The table `account` where many ids can go into one statement as an array.
public interface PostgresAccountDao extends AccountDao, SqlObject {
    /// Whose ids are in an array.
    String OF_IDS = """
            SELECT id, version, display_name, status, device_quota, device_count, trusted_certificate_limit,
                   trusted_certificate_count, created_at, updated_at
            FROM account WHERE id = ANY (:ids)
            """;

    @Override
    default List<Account> findEach(Set<ResourceId> ids) {
        return byIds(ids, "");
    }

    @Override
    default List<Account> lockAll(SortedSet<ResourceId> ids) {
        return byIds(ids, "ORDER BY id FOR UPDATE");
    }

    private List<Account> byIds(Collection<ResourceId> ids, String locking) {
        return new ArrayColumns<>(ids).bytes("ids", ResourceId::bytes)
                .bindTo(getHandle().createQuery(OF_IDS + locking)).map(new Mapper()).list();
    }
}
