package io.firstclaim.persistence;

/// The stores on PostgreSQL.
class PostgresStoresTest extends EveryStoresTest {
    PostgresStoresTest() {
        super(EmptyDatabase.postgres());
    }
}
