package io.firstclaim.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What later migrations may do to a schema on which cores of the previous release run: add, and replace an index by a better one.
class MigrationsTest {
    /// The last version of the previous release; `CONTRIBUTING.md` says when it moves.
    private static final int PREVIOUS = 5;
    private static final Path FOLDER = Path.of(System.getProperty("basedir", ""),
            "src/main/resources/io/firstclaim/persistence/migration");
    private static final Pattern VERSION = Pattern.compile("V(\\d+)__\\w+\\.sql");
    private static final Pattern TABLE = Pattern.compile("CREATE TABLE (\\w+) .*");
    private static final Pattern INDEX = Pattern.compile("CREATE (UNIQUE )?INDEX (?:CONCURRENTLY )?\\w+ ON (\\w+) .*");
    private static final Pattern NEW_COLUMN = Pattern.compile("ALTER TABLE (\\w+) ADD (?:COLUMN )?(?!CONSTRAINT)(.*)");
    private static final Pattern DROPPED = Pattern
            .compile("(?:DROP INDEX|ALTER TABLE \\w+ DROP CONSTRAINT) (\\w+)");
    private static final Pattern CREATED = Pattern.compile("CREATE (?:UNIQUE )?INDEX (\\w+) ON .*");
    private static final Pattern OTHER = Pattern
            .compile("(?:INSERT INTO|UPDATE|ALTER TABLE|COMMENT ON TABLE) (\\w+) .*");

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void afterThePreviousReleaseTheyOnlyAdd(Dialect dialect) throws IOException {
        var made = new HashSet<String>();
        var others = new ArrayList<String>();
        for (var file : files(dialect)) {
            if (versionOf(file) > PREVIOUS) {
                var statements = statements(Files.readString(file)).toList();
                statements.stream().filter(sql -> !isReplacing(sql, statements) && !isAdding(sql, made))
                        .forEach(sql -> others.add(file.getFileName() + ": " + sql));
            }
        }
        assertThat(others).isEmpty();
    }

    @Test
    void bothDialectsHaveTheSameVersionsAfterThePreviousRelease() throws IOException {
        assertThat(files(Dialect.POSTGRESQL).stream().map(MigrationsTest::versionOf).filter(it -> it > PREVIOUS))
                .containsExactlyElementsOf(files(Dialect.H2).stream().map(MigrationsTest::versionOf)
                        .filter(it -> it > PREVIOUS).toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"CREATE TABLE x (a BIGINT NOT NULL)", "CREATE INDEX i ON account (id)",
            "ALTER TABLE account ADD COLUMN x BIGINT", "ALTER TABLE account ADD COLUMN x BIGINT DEFAULT 1 NOT NULL"})
    void addingIsAdding(String sql) {
        assertThat(isAdding(sql, new HashSet<>())).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DROP TABLE account", "DROP INDEX i", "CREATE UNIQUE INDEX i ON account (id)",
            "ALTER TABLE account ADD COLUMN x BIGINT NOT NULL", "ALTER TABLE account ADD CONSTRAINT c CHECK (id > 1)",
            "ALTER TABLE account DROP COLUMN id", "ALTER TABLE account RENAME TO x", "UPDATE account SET version = 1",
            "ALTER TABLE account ALTER COLUMN id SET NOT NULL", "INSERT INTO account (id) VALUES (1)",
            "DELETE FROM account"})
    void everythingElseIsNot(String sql) {
        assertThat(isAdding(sql, new HashSet<>())).isFalse();
    }

    @Test
    void whatAMigrationMadeItMayFillAndChange() {
        var made = new HashSet<String>();
        assertThat(Stream.of("CREATE TABLE x (a BIGINT)", "CREATE UNIQUE INDEX i ON x (a)",
                "INSERT INTO x (a) VALUES (1)"))
                .allMatch(sql -> isAdding(sql, made));
    }

    @Test
    void anIndexMayBeReplacedByOneOfItsName() {
        var drop = "DROP INDEX i";
        var dropConstraint = "ALTER TABLE account DROP CONSTRAINT i";
        var create = "CREATE UNIQUE INDEX i ON account (id) WHERE id IS NOT NULL";
        assertThat(List.of(drop, create)).allMatch(sql -> isReplacing(sql, List.of(drop, create)));
        assertThat(List.of(dropConstraint, create)).allMatch(sql -> isReplacing(sql, List.of(dropConstraint, create)));
        assertThat(isReplacing(drop, List.of(drop, "CREATE INDEX j ON account (id)"))).isFalse();
        assertThat(isReplacing(create, List.of(create))).isFalse();
    }

    /// Whether a statement takes an index away, or makes it, that the same migration makes anew: [UpgradeTest] says whether the statements of the previous
    /// release still work with it.
    private static boolean isReplacing(String sql, List<String> migration) {
        return Stream.of(DROPPED, CREATED).map(pattern -> pattern.matcher(sql)).filter(Matcher::matches)
                .map(found -> found.group(1)).anyMatch(name -> isNamed(DROPPED, name, migration)
                        && isNamed(CREATED, name, migration));
    }

    private static boolean isNamed(Pattern pattern, String name, List<String> migration) {
        return migration.stream().map(pattern::matcher)
                .anyMatch(found -> found.matches() && found.group(1).equals(name));
    }

    /// @param made
    ///            the tables that migrations since then made, which no core of the previous release knows
    private static boolean isAdding(String sql, Set<String> made) {
        var table = TABLE.matcher(sql);
        if (table.matches()) {
            return made.add(table.group(1));
        }
        var index = INDEX.matcher(sql);
        if (index.matches()) {
            return index.group(1) == null || made.contains(index.group(2));
        }
        var column = NEW_COLUMN.matcher(sql);
        if (column.matches() && !made.contains(column.group(1))) {
            var definition = column.group(2).toUpperCase(Locale.ROOT);
            return !definition.contains("NOT NULL") || definition.contains("DEFAULT");
        }
        var other = OTHER.matcher(sql);
        return other.matches() && made.contains(other.group(1));
    }

    private static Stream<String> statements(String script) {
        return Stream.of(script.replaceAll("--.*", "").split(";", -1))
                .map(sql -> sql.strip().replaceAll("\\s+", " ")).filter(sql -> !sql.isEmpty());
    }

    private static List<Path> files(Dialect dialect) throws IOException {
        try (var files = Files.list(FOLDER.resolve(dialect.name().toLowerCase(Locale.ROOT)))) {
            return files.sorted(Comparator.comparingInt(MigrationsTest::versionOf)).toList();
        }
    }

    private static int versionOf(Path file) {
        var name = VERSION.matcher(file.getFileName().toString());
        assertThat(name.matches()).as(file.toString()).isTrue();
        return Integer.parseInt(name.group(1));
    }
}
