package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.StringJoiner;
import org.junit.jupiter.api.Test;

/// The schema that the migrations make is the one in the golden file, so that a change of it shows in the diff. After
/// an intended change the new text stands in `target/schema-h2.sql`.
class GoldenSchemaTest {
    private static final String GOLDEN = "/golden/schema-h2.sql";
    private static final String COLUMNS = """
            SELECT LOWER(table_name) || '.' || LOWER(column_name) || ' ' || data_type_sql
                   || CASE is_nullable WHEN 'YES' THEN '' ELSE ' NOT NULL' END
            FROM (SELECT c.table_name, c.column_name, c.is_nullable, c.ordinal_position,
                         c.data_type || COALESCE('(' || COALESCE(c.character_maximum_length, c.datetime_precision)
                         || ')', '') AS data_type_sql
                  FROM information_schema.columns c
                  WHERE c.table_schema = 'PUBLIC' AND c.table_name <> 'flyway_schema_history')
            ORDER BY table_name, ordinal_position
            """;
    private static final String CONSTRAINTS = """
            SELECT LOWER(c.table_name) || ' ' || LOWER(c.constraint_name) || ' ' || c.constraint_type || ' '
                   || COALESCE((SELECT '(' || LISTAGG(LOWER(k.column_name), ', ')
                                       WITHIN GROUP (ORDER BY k.ordinal_position) || ')'
                                FROM information_schema.key_column_usage k
                                WHERE k.constraint_name = c.constraint_name AND k.table_name = c.table_name),
                               (SELECT LOWER(h.check_clause) FROM information_schema.check_constraints h
                                WHERE h.constraint_name = c.constraint_name))
            FROM information_schema.table_constraints c
            WHERE c.table_schema = 'PUBLIC' AND c.table_name <> 'flyway_schema_history'
            ORDER BY c.table_name, c.constraint_name
            """;
    private static final String INDEXES = """
            SELECT LOWER(i.table_name) || ' ' || LOWER(i.index_name) || ' INDEX ('
                   || LISTAGG(LOWER(i.column_name), ', ') WITHIN GROUP (ORDER BY i.ordinal_position) || ')'
            FROM information_schema.index_columns i
            JOIN information_schema.indexes x ON x.index_name = i.index_name AND x.table_name = i.table_name
            WHERE i.table_schema = 'PUBLIC' AND x.index_type_name = 'INDEX'
              AND i.table_name <> 'flyway_schema_history'
              AND i.index_name NOT IN (SELECT c.index_name FROM information_schema.table_constraints c
                                       WHERE c.index_name IS NOT NULL)
            GROUP BY i.table_name, i.index_name ORDER BY i.table_name, i.index_name
            """;

    @Test
    void theSchemaIsTheOneOfTheGoldenFile() throws Exception {
        var config = DatabaseConfig.inMemory("golden-schema");
        try (var _ = Database.open(config); var connection = DriverManager.getConnection(config.jdbcUrl())) {
            var schema = "-- columns\n" + lines(connection, COLUMNS) + "-- constraints\n"
                    + lines(connection, CONSTRAINTS) + "-- indexes\n" + lines(connection, INDEXES);
            Files.writeString(Path.of("target", "schema-h2.sql"), schema);
            assertThat(schema).isEqualTo(golden());
        }
    }

    private static String lines(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            var lines = new StringJoiner("\n", "", "\n");
            while (rows.next()) {
                lines.add(rows.getString(1));
            }
            return lines.toString();
        }
    }

    private static String golden() throws IOException {
        try (var file = GoldenSchemaTest.class.getResourceAsStream(GOLDEN)) {
            return new String(Objects.requireNonNull(file, GOLDEN).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
