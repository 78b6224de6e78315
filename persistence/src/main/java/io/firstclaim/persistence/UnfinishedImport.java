package io.firstclaim.persistence;

import io.firstclaim.core.FirstclaimException;
import io.firstclaim.core.Problem;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;

/// The mark of a database into which an import was begun and not ended. It is a table that only an import makes, and drops at its end.
public final class UnfinishedImport {
    /// The table.
    public static final String TABLE = "import_progress";

    private UnfinishedImport() {}

    /// Whether a database has the mark.
    public static boolean isIn(Connection connection) throws SQLException {
        var catalogue = connection.getMetaData();
        var name = catalogue.storesUpperCaseIdentifiers() ? TABLE.toUpperCase(Locale.ROOT) : TABLE;
        try (var tables = catalogue.getTables(null, connection.getSchema(), name, null)) {
            return tables.next();
        }
    }

    /// Refuses a database that has the mark.
    static void refuse(Connection connection, String shownUrl) throws SQLException {
        if (isIn(connection)) {
            throw new FirstclaimException(Problem.NOT_POSSIBLE_NOW,
                    "The database " + shownUrl
                            + " holds a part of an export: let 'firstclaim import' finish it first.");
        }
    }
}
