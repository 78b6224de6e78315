package io.firstclaim.persistence.credential;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.persistence.ArrayColumns;
import io.firstclaim.persistence.Columns;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.sqlobject.SqlObject;

/// The table `credential` where many rows can go into one statement as arrays.
public interface PostgresCredentialDao extends CredentialDao, SqlObject {
    /// All columns.
    String CREDENTIAL = """
            SELECT id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
                   confirmed_at
            FROM credential
            """;
    /// Credentials that are given as an array for each column.
    String INSERT_ALL = """
            INSERT INTO credential
              (id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
               confirmed_at)
            SELECT id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
                   confirmed_at
            FROM UNNEST(:ids, :accountIds, :deviceIds, :endpointNames, :requestIds, :hashes, :notBefore, :notAfter,
                        :confirmedAt)
              AS r (id, account_id, device_id, endpoint_name, request_id, public_key_hash, not_before, not_after,
                    confirmed_at)
            """;
    /// Confirms those of an array that wait for it.
    String CONFIRM_ALL = """
            UPDATE credential SET confirmed_at = :now WHERE id = ANY (:ids) AND confirmed_at IS NULL RETURNING id
            """;
    /// Removes the other credentials of the devices of those of an array.
    String REMOVE_OTHERS = """
            DELETE FROM credential
            WHERE device_id = ANY (ARRAY(SELECT c.device_id FROM credential c WHERE c.id = ANY (:ids)))
              AND id <> ALL (:ids)
            """;

    @Override
    default void issueAll(List<Credential> credentials) {
        if (credentials.isEmpty()) {
            return;
        }
        new ArrayColumns<>(credentials).bytes("deviceIds", credential -> credential.deviceId().bytes())
                .bindTo(getHandle().createUpdate(
                        "DELETE FROM credential WHERE device_id = ANY (:deviceIds) AND confirmed_at IS NULL"))
                .execute();
        new ArrayColumns<>(credentials).bytes("ids", credential -> credential.id().bytes())
                .bytes("accountIds", credential -> credential.accountId().bytes())
                .bytes("deviceIds", credential -> credential.deviceId().bytes())
                .texts("endpointNames", credential -> credential.endpointName().text())
                .texts("requestIds", Credential::requestId)
                .bytes("hashes", credential -> credential.publicKeyHash().bytes())
                .times("notBefore", Credential::notBefore).times("notAfter", Credential::notAfter)
                .times("confirmedAt", Credential::confirmedAt)
                .bindTo(getHandle().createUpdate(INSERT_ALL)).execute();
    }

    @Override
    default List<Credential> findAll(Set<ResourceId> ids) {
        return by("id = ANY (:ids)", ids);
    }

    @Override
    default List<Credential> findLatest(Set<ResourceId> deviceIds) {
        var latest = new HashSet<ResourceId>();
        return by("device_id = ANY (:ids) ORDER BY CASE WHEN confirmed_at IS NULL THEN 0 ELSE 1 END", deviceIds)
                .stream().filter(credential -> latest.add(credential.deviceId())).toList();
    }

    private List<Credential> by(String condition, Collection<ResourceId> ids) {
        return new ArrayColumns<>(ids).bytes("ids", ResourceId::bytes)
                .bindTo(getHandle().createQuery(CREDENTIAL + "WHERE " + condition)).map(new Mapper()).list();
    }

    @Override
    default Set<ResourceId> confirmAll(List<ResourceId> ids, Instant now) {
        var confirmed = new ArrayColumns<>(ids).bytes("ids", ResourceId::bytes)
                .bindTo(getHandle().createQuery(CONFIRM_ALL)).bind("now", now)
                .map((row, _) -> new Columns(row).id("id")).list();
        if (!confirmed.isEmpty()) {
            new ArrayColumns<>(confirmed).bytes("ids", ResourceId::bytes)
                    .bindTo(getHandle().createUpdate(REMOVE_OTHERS)).execute();
        }
        return Set.copyOf(confirmed);
    }
}
