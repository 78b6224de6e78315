package io.firstclaim.persistence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterAll;

/// The stores on PostgreSQL. Afterwards all statements that they issued stand in `target/statements-postgresql.sql`, a line each: with a release they become
/// the golden file that [UpgradeTest] holds later schemas against.
class PostgresStoresTest extends EveryStoresTest {
    private static final Set<String> STATEMENTS = new ConcurrentSkipListSet<>();

    PostgresStoresTest() {
        super(EmptyDatabase.postgres(sql -> STATEMENTS.add(sql.strip().replaceAll("\\s+", " "))));
    }

    @AfterAll
    static void writeStatements() throws IOException {
        Files.write(Files.createDirectories(Path.of("target")).resolve("statements-postgresql.sql"), STATEMENTS);
    }
}
