package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the migrations and the statements ask of PostgreSQL is what `docs/scaling.md` says, and nothing that the databases lack that speak its dialect. What moves whole databases is not
/// on the path of any call, and not looked at.
class PostgresFeaturesTest {
    private static final Path SOURCES = Path.of("src", "main", "java");
    private static final Path MIGRATIONS = Path.of("src", "main", "resources", "io", "firstclaim", "persistence",
            "migration", "postgresql");
    private static final Path DOCUMENT = Path.of("..", "docs", "scaling.md");
    private static final Pattern STATEMENT = Pattern
            .compile("\"\"\"(.*?)\"\"\"|@Sql(?:Update|Query|Batch)\\((\"[^)]*?\")\\)", Pattern.DOTALL);
    /// Where PostgreSQL has a DAO with statements of its own.
    private static final String OF_H2 = "MERGE INTO enrollment e";
    private static final List<String> FEATURES = List.of("ON CONFLICT", "RETURNING", "UNNEST", "WITH ORDINALITY",
            "FOR UPDATE", "FOR SHARE", "SKIP LOCKED", "NOWAIT", "ROW_NUMBER", "CREATE UNIQUE INDEX", "MERGE INTO",
            "LATERAL", "JSON", "DISTINCT ON", "TABLESAMPLE", "RECURSIVE", "TRUNCATE", "PARTITION OF", "USING GIN",
            "GENERATED", "CURRENT_TIMESTAMP", "EXCLUDE", "ILIKE", "ENUM", "DEFERRABLE");

    @ParameterizedTest
    @ValueSource(strings = {"advisory", "serial", "bigserial", "identity", "sequence", "nextval", "listen", "notify",
            "trigger", "function", "procedure", "create rule", "temp", "temporary", "unlogged", "lock table",
            "extension", "isolation level", "now\\(", "clock_timestamp", "ctid", "xmin",
            "pg_sleep"})
    void whatIsDeliberatelyNotUsed(String word) {
        assertThat(statements()).noneMatch(statement -> Pattern.compile("\\b" + word + "(\\b|(?<=\\())")
                .matcher(statement.toLowerCase(Locale.ROOT)).find());
    }

    @Test
    void theDatabasesClockIsAskedForLeasesOnly() {
        assertThat(statements().filter(statement -> statement.contains("CURRENT_TIMESTAMP")))
                .isNotEmpty().allMatch(statement -> statement.contains(" lease"));
    }

    @Test
    void theListOfWhatIsReliedOnIsTheDocuments() throws IOException {
        var used = FEATURES.stream().filter(feature -> statements().anyMatch(statement -> statement.contains(feature)))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(used).contains("ON CONFLICT", "FOR UPDATE", "SKIP LOCKED").isEqualTo(documented());
    }

    /// Whoever writes `UPDATE`, `DELETE` or `FOR UPDATE` without saying which rows makes a place where all wait.
    @Test
    void noStatementChangesAllRowsOfATableThatGrows() {
        assertThat(statements().filter(statement -> statement.strip().startsWith("UPDATE ")
                || statement.strip().startsWith("DELETE ") || statement.contains("FOR UPDATE"))
                .filter(statement -> !statement.strip().startsWith("UPDATE lease")))
                .isNotEmpty().allMatch(statement -> statement.contains("WHERE"));
    }

    private static Set<String> documented() throws IOException {
        var rows = Files.readAllLines(DOCUMENT).stream().filter(line -> line.startsWith("| `")).toList();
        return FEATURES.stream().filter(feature -> rows.stream().anyMatch(row -> row.contains("`" + feature + "`")))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> statements() {
        var inSources = texts(SOURCES, ".java").filter(text -> !text.contains("package io.firstclaim.persistence.move"))
                .flatMap(text -> STATEMENT.matcher(text).results().map(found -> found.group(0)
                        .replaceFirst("^\"\"\"|^@Sql[A-Za-z]+\\(\"", "")));
        var inMigrations = texts(MIGRATIONS, ".sql").map(text -> text.replaceAll("(?m)--.*$", ""))
                .flatMap(text -> Stream.of(text.split(";")));
        return Stream.concat(inSources.filter(statement -> !statement.strip().startsWith(OF_H2)), inMigrations);
    }

    private static Stream<String> texts(Path folder, String ending) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).map(PostgresFeaturesTest::text).toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
