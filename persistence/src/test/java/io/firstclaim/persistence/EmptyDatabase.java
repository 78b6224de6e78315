package io.firstclaim.persistence;

import io.firstclaim.core.Samples;
import io.firstclaim.core.Transactions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A new database in memory for each test.
final class EmptyDatabase implements AfterEachCallback {
    private @Nullable Database database;

    Transactions open() {
        var opened = Database.open(DatabaseConfig.inMemory("test-" + Samples.id()));
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
