package io.firstclaim.persistence.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.device.DeviceBlocks;
import io.firstclaim.core.trust.Fingerprint;
import java.time.Instant;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The table `device_block`.
public interface DeviceBlockDao extends DeviceBlocks {
    @Override
    @SqlUpdate("""
            INSERT INTO device_block (account_id, fingerprint, blocked_at)
            SELECT :accountId, :fingerprint, :now
            WHERE NOT EXISTS (SELECT 1 FROM device_block WHERE account_id = :accountId AND fingerprint = :fingerprint)
            """)
    void add(ResourceId accountId, Fingerprint fingerprint, Instant now);

    @Override
    @SqlQuery("""
            SELECT EXISTS (
              SELECT 1 FROM device_block WHERE account_id = :accountId AND fingerprint = :fingerprint)
            """)
    boolean contains(ResourceId accountId, Fingerprint fingerprint);

    @Override
    @SqlUpdate("DELETE FROM device_block WHERE account_id = :accountId AND fingerprint = :fingerprint")
    boolean remove(ResourceId accountId, Fingerprint fingerprint);
}
