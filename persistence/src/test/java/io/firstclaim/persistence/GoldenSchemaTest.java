package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The schema that the migrations make is the one in the golden file, so that a change of it shows in the diff. After an intended change the new text
/// stands in `target/schema-….sql`.
class GoldenSchemaTest {
    private static final String H2_COLUMNS = """
            SELECT LOWER(c.table_name) || '.' || LOWER(c.column_name),
                   c.data_type || COALESCE('(' || COALESCE(c.character_maximum_length, c.datetime_precision) || ')', '')
                   || CASE c.is_nullable WHEN 'YES' THEN '' ELSE ' NOT NULL' END
            FROM information_schema.columns c
            WHERE c.table_schema = 'PUBLIC' AND c.table_name <> 'flyway_schema_history'
            ORDER BY c.table_name, c.ordinal_position
            """;
    private static final String H2_CONSTRAINTS = """
            SELECT LOWER(c.table_name) || ' ' || LOWER(c.constraint_name), c.constraint_type || ' '
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
    private static final String H2_INDEXES = """
            SELECT LOWER(i.table_name) || ' ' || LOWER(i.index_name), 'INDEX ('
                   || LISTAGG(LOWER(i.column_name), ', ') WITHIN GROUP (ORDER BY i.ordinal_position) || ')'
            FROM information_schema.index_columns i
            JOIN information_schema.indexes x ON x.index_name = i.index_name AND x.table_name = i.table_name
            WHERE i.table_schema = 'PUBLIC' AND x.index_type_name = 'INDEX'
              AND i.table_name <> 'flyway_schema_history'
              AND i.index_name NOT IN (SELECT c.index_name FROM information_schema.table_constraints c
                                       WHERE c.index_name IS NOT NULL)
            GROUP BY i.table_name, i.index_name ORDER BY i.table_name, i.index_name
            """;
    private static final String POSTGRES_COLUMNS = """
            SELECT c.relname || '.' || a.attname,
                   format_type(a.atttypid, a.atttypmod) || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END
            FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'flyway_schema_history'
              AND a.attnum > 0 AND NOT a.attisdropped
            ORDER BY c.relname, a.attnum
            """;
    private static final String POSTGRES_CONSTRAINTS = """
            SELECT c.relname || ' ' || k.conname, pg_get_constraintdef(k.oid)
            FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid
            WHERE c.relnamespace = 'public'::regnamespace AND c.relname <> 'flyway_schema_history'
              AND k.contype IN ('p', 'u', 'f', 'c')
            ORDER BY c.relname, k.conname
            """;
    private static final String POSTGRES_INDEXES = """
            SELECT i.tablename || ' ' || i.indexname, 'INDEX ' || SUBSTRING(i.indexdef FROM '\\(.*$')
            FROM pg_indexes i
            WHERE i.schemaname = 'public' AND i.tablename <> 'flyway_schema_history'
              AND i.indexname NOT IN (SELECT conname FROM pg_constraint)
            ORDER BY i.tablename, i.indexname
            """;

    /// What the catalogue says: each name with its definition.
    private record Schema(Map<String, String> columns, Map<String, String> constraints, Map<String, String> indexes) {
        String text() {
            return "-- columns\n" + lines(columns) + "-- constraints\n" + lines(constraints) + "-- indexes\n"
                    + lines(indexes);
        }

        private static String lines(Map<String, String> definitions) {
            return definitions.entrySet().stream().map(one -> one.getKey() + " " + one.getValue() + "\n")
                    .collect(Collectors.joining());
        }
    }

    @Test
    void theSchemaOnH2IsTheOneOfItsGoldenFile() throws Exception {
        assertIsGolden("schema-h2.sql", h2().text());
    }

    @Test
    void theSchemaOnPostgresIsTheOneOfItsGoldenFile() throws Exception {
        assertIsGolden("schema-postgresql.sql", postgres().text());
    }

    @Test
    void bothHaveTheSameColumnsWithTheSameLimits() throws Exception {
        var postgres = new TreeMap<String, String>();
        postgres().columns().forEach((name, type) -> postgres.put(name, type.replace("character varying", "varchar")
                .replace("timestamp(3) with time zone", "timestamp with time zone(3)")));
        var h2 = new TreeMap<String, String>();
        h2().columns()
                .forEach((name, type) -> h2.put(name, type.toLowerCase(Locale.ROOT).replace("not null", "NOT NULL")
                        .replace("character varying", "varchar")
                        .replaceFirst("^binary( varying)?\\(\\d+\\)", "bytea")));
        assertThat(postgres).isEqualTo(h2);
    }

    private static Schema h2() throws SQLException {
        var config = DatabaseConfig.inMemory("golden-schema");
        try (var _ = Database.open(config); var connection = DriverManager.getConnection(config.jdbcUrl())) {
            return schemaOfH2(connection);
        }
    }

    private static Schema postgres() throws SQLException {
        try (var connection = DriverManager.getConnection(TestPostgres.newDatabase())) {
            return schemaOfPostgres(connection);
        }
    }

    /// The schema of an H2 database as a golden file has it.
    static String h2(Connection connection) throws SQLException {
        return schemaOfH2(connection).text();
    }

    /// The schema of a PostgreSQL database as a golden file has it.
    static String postgres(Connection connection) throws SQLException {
        return schemaOfPostgres(connection).text();
    }

    private static Schema schemaOfH2(Connection connection) throws SQLException {
        return new Schema(definitions(connection, H2_COLUMNS), definitions(connection, H2_CONSTRAINTS),
                definitions(connection, H2_INDEXES));
    }

    private static Schema schemaOfPostgres(Connection connection) throws SQLException {
        return new Schema(definitions(connection, POSTGRES_COLUMNS), definitions(connection, POSTGRES_CONSTRAINTS),
                definitions(connection, POSTGRES_INDEXES));
    }

    private static Map<String, String> definitions(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement(); var rows = statement.executeQuery(query)) {
            var definitions = new LinkedHashMap<String, String>();
            while (rows.next()) {
                definitions.put(rows.getString(1), rows.getString(2));
            }
            return definitions;
        }
    }

    private static void assertIsGolden(String file, String schema) throws IOException {
        Files.writeString(Path.of("target", file), schema);
        try (var golden = GoldenSchemaTest.class.getResourceAsStream("/golden/" + file)) {
            assertThat(schema).isEqualTo(
                    new String(Objects.requireNonNull(golden, file).readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
