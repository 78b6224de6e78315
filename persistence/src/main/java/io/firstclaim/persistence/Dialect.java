package io.firstclaim.persistence;

import java.util.Arrays;
import java.util.Optional;

/// A database that is understood, and where it differs from the others. Statements are written so that all understand them; where one can't be, the
/// dialect names a DAO of its own.
enum Dialect {
    /// H2, for one machine.
    H2("jdbc:h2:", "h2"),
    /// PostgreSQL, and what speaks as it does.
    POSTGRESQL("jdbc:postgresql:", "postgresql");

    private static final String MIGRATIONS = "classpath:io/firstclaim/persistence/migration/";

    private final String prefix;
    private final String folder;

    Dialect(String prefix, String folder) {
        this.prefix = prefix;
        this.folder = folder;
    }

    /// The dialect that a JDBC URL asks for.
    static Optional<Dialect> of(String jdbcUrl) {
        return Arrays.stream(values()).filter(dialect -> jdbcUrl.startsWith(dialect.prefix)).findFirst();
    }

    /// What its URLs begin with.
    String prefix() {
        return prefix;
    }

    /// Where its migrations lie on the class path.
    String migrations() {
        return MIGRATIONS + folder;
    }

    /// The DAOs of the tables on which it is asked in its own words.
    Daos daos() {
        return switch (this) {
            case H2 -> Daos.H2;
            case POSTGRESQL -> Daos.POSTGRESQL;
        };
    }

    /// What each new connection is told first.
    Optional<String> firstStatement() {
        return switch (this) {
            case H2 -> Optional.empty();
            case POSTGRESQL -> Optional.of(PostgresSettings.FIRST_STATEMENT);
        };
    }

    /// The URL with every setting that the promises rest on and it does not name itself.
    String completed(String jdbcUrl) {
        return switch (this) {
            case H2 -> H2Settings.completed(jdbcUrl);
            case POSTGRESQL -> PostgresSettings.completed(jdbcUrl);
        };
    }

    /// The URL for a connection whose statements take long and answer or write many rows.
    ///
    /// @param mayMake
    ///            whether a database that is not there is made, where that is possible
    String forLongWork(String jdbcUrl, boolean mayMake) {
        return switch (this) {
            case H2 -> completed(jdbcUrl) + H2Settings.LAZY + (mayMake ? "" : H2Settings.EXISTING);
            case POSTGRESQL -> completed(PostgresSettings.forLongWork(jdbcUrl));
        };
    }

    /// A text column as a sort key that has the same order on every database.
    String inByteOrder(String column) {
        return switch (this) {
            case H2 -> column;
            case POSTGRESQL -> column + " COLLATE \"C\"";
        };
    }

    /// What OpenTelemetry calls the database.
    String systemName() {
        return switch (this) {
            case H2 -> "h2database";
            case POSTGRESQL -> "postgresql";
        };
    }
}
