package io.firstclaim.persistence;

import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A new database for each test.
final class EmptyDatabase implements AfterEachCallback {
    private final Supplier<DatabaseConfig> configs;
    private @Nullable Database database;

    private EmptyDatabase(Supplier<DatabaseConfig> configs) {
        this.configs = configs;
    }

    /// H2 in memory.
    static EmptyDatabase h2() {
        return new EmptyDatabase(() -> DatabaseConfig.inMemory("test-" + Samples.id()));
    }

    /// A database of a PostgreSQL server.
    static EmptyDatabase postgres() {
        return new EmptyDatabase(() -> DatabaseConfig.of(TestPostgres.newDatabase()));
    }

    Transactions open() {
        var opened = Database.open(configs.get());
        database = opened;
        return opened.transactions();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (database != null) {
            database.close();
        }
    }
}
