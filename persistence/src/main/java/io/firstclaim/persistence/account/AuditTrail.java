package io.firstclaim.persistence.account;

import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.account.AuditEntry;
import io.firstclaim.core.account.AuditedChange;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.config.JdbiConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes entries of the audit log, and tells the log of the process of each after its commit.
public final class AuditTrail implements JdbiConfig<AuditTrail> {
    /// The logger that gets each entry.
    public static final String LOGGER = "io.firstclaim.audit";

    private static final Logger LOG = LoggerFactory.getLogger(LOGGER);

    private final InstantSource clock;
    private final ResourceIds ids;

    public AuditTrail() {
        this(InstantSource.system(), new ResourceIds(InstantSource.system(), new SecureRandom()));
    }

    private AuditTrail(InstantSource clock, ResourceIds ids) {
        this.clock = clock;
        this.ids = ids;
    }

    /// Makes the entry of a change, which is logged when the handle's transaction is committed.
    static AuditEntry entry(AuditedChange change, Handle handle) {
        var trail = handle.getConfig(AuditTrail.class);
        var entry = new AuditEntry(trail.ids.next(), trail.clock.instant().truncatedTo(ChronoUnit.MILLIS), change);
        handle.afterCommit(() -> log(entry));
        return entry;
    }

    private static void log(AuditEntry entry) {
        var change = entry.change();
        var actor = change.actor();
        LOG.atInfo().addKeyValue("audit_id", entry.id()).addKeyValue("action", change.action())
                .addKeyValue("resource_id", change.resourceId())
                .addKeyValue("account_id", Objects.requireNonNullElse(change.accountId(), ""))
                .addKeyValue("actor", actor.kind())
                .addKeyValue("api_key_id", Objects.requireNonNullElse(actor.keyId(), ""))
                .addKeyValue("api_key_name", actor.keyName())
                .addKeyValue("source_address", actor.origin().address())
                .addKeyValue("changes", change.changes().fields().stream()
                        .map(field -> field.field() + ": " + field.before() + " -> " + field.after())
                        .collect(Collectors.joining("; ")))
                .log("audit {} {}", change.action(), change.resourceId());
    }

    @Override
    public AuditTrail createCopy() {
        return new AuditTrail(clock, ids);
    }
}
