package io.firstclaim.persistence;

import io.firstclaim.core.FirstclaimException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.MigrationVersion;

/// Work on a whole database that is none of the core's transactions: a connection of its own, without a pool, and a schema of a certain version.
///
/// @param config
///            where it is
public record Maintenance(DatabaseConfig config) {
    /// A connection whose statements may take long. An H2 file that is not there is made only if that is wanted.
    ///
    /// @throws FirstclaimException
    ///             with [io.firstclaim.core.Problem#SYSTEM_UNAVAILABLE] when there is none
    public Connection connect(boolean mayMake) {
        var login = new Properties();
        if (config.user() != null) {
            login.setProperty("user", config.user());
        }
        if (config.password() != null) {
            login.setProperty("password", config.password());
        }
        try {
            return DriverManager.getConnection(config.dialect().forLongWork(config.jdbcUrl(), mayMake), login);
        } catch (SQLException e) {
            throw Database.cannotOpen(config, e);
        }
    }

    /// The versions of the schema that this release knows how to make, oldest first.
    public List<String> knownSchemas() {
        try {
            return Arrays.stream(flyway(MigrationVersion.LATEST).info().all())
                    .filter(migration -> migration.getState() != MigrationState.FUTURE_SUCCESS)
                    .map(migration -> String.valueOf(migration.getVersion())).toList();
        } catch (FlywayException e) {
            throw Database.cannotOpen(config, e);
        }
    }

    /// Brings the schema to a version, one of the [#knownSchemas()] and not below the present one.
    ///
    /// @throws FirstclaimException
    ///             with [io.firstclaim.core.Problem#SYSTEM_UNAVAILABLE] when that fails
    public void migrateTo(String version) {
        try {
            flyway(MigrationVersion.fromVersion(version)).migrate();
        } catch (FlywayException e) {
            throw Database.cannotOpen(config, e);
        }
    }

    /// A text column as a sort key that has the same order on every database.
    public String inByteOrder(String column) {
        return config.dialect().inByteOrder(column);
    }

    /// The database's URL without its settings, which may hold a password.
    public String shownUrl() {
        return config.shownUrl();
    }

    private Flyway flyway(MigrationVersion target) {
        return Database.migrations(config.dialect())
                .dataSource(config.dialect().completed(config.jdbcUrl()), config.user(), config.password())
                .target(target).load();
    }
}
