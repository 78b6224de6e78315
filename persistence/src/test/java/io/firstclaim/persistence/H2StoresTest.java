package io.firstclaim.persistence;

/// The stores on H2.
class H2StoresTest extends EveryStoresTest {
    H2StoresTest() {
        super(EmptyDatabase.h2());
    }
}
