package io.firstclaim.server;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.account.ApiKeyText;
import io.firstclaim.core.account.PlatformKey;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import java.security.SecureRandom;
import java.time.InstantSource;

/// Gives a platform administrator who lost all keys a new one. Works on the database itself, so whoever may read that may do it.
public final class PlatformKeyReset {

    private PlatformKeyReset() {}

    /// Revokes all keys of the platform, and makes a new one.
    ///
    /// @return the new key, a secret that is known here only
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#SYSTEM_UNAVAILABLE] when the database can't be opened, as when a core runs on an embedded one
    public static ApiKeyText reset(DatabaseConfig where) {
        var clock = InstantSource.system();
        var random = new SecureRandom();
        try (var database = open(where)) {
            return new PlatformKey(database.transactions(), new ResourceIds(clock, random), random, clock).reset();
        }
    }

    private static Database open(DatabaseConfig where) {
        try {
            return Database.open(where);
        } catch (FirstclaimException inUse) {
            if (!where.isOneProcessOnly()) {
                throw inUse;
            }
            var problem = new FirstclaimException(inUse.problem(),
                    inUse.getMessage() + " If a core runs on it, stop it first.");
            problem.initCause(inUse);
            throw problem;
        }
    }
}
