package io.firstclaim.persistence;

import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A new database for each test.
final class EmptyDatabase implements AfterEachCallback {
    private final Supplier<DatabaseConfig> configs;
    private final Consumer<String> statements;
    private @Nullable Database database;

    private EmptyDatabase(Supplier<DatabaseConfig> configs, Consumer<String> statements) {
        this.configs = configs;
        this.statements = statements;
    }

    /// H2 in memory.
    static EmptyDatabase h2() {
        return new EmptyDatabase(() -> DatabaseConfig.inMemory("test-" + Samples.id()), _ -> {});
    }

    /// A database of a PostgreSQL server.
    ///
    /// @param statements
    ///            is told of each statement
    static EmptyDatabase postgres(Consumer<String> statements) {
        return new EmptyDatabase(() -> DatabaseConfig.of(TestPostgres.newDatabase()), statements);
    }

    Transactions open() {
        var opened = Database.open(configs.get());
        database = opened;
        opened.onStatements(statements);
        return opened.transactions();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (database != null) {
            database.close();
        }
    }
}
