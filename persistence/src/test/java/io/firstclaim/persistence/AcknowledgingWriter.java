package io.firstclaim.persistence;

import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;

/// A process that commits accounts one after the other and writes the id of each to a file once the commit was
/// acknowledged. It goes on until it is killed.
final class AcknowledgingWriter {
    private AcknowledgingWriter() {}

    /// Takes the database file and the file for the ids.
    public static void main(String[] arguments) throws IOException {
        try (var database = Database.open(DatabaseConfig.embedded(Path.of(arguments[0])));
                var acknowledged = new FileOutputStream(arguments[1])) {
            var ids = new ResourceIds(InstantSource.system(), new SecureRandom());
            for (;;) {
                var account = new Account(ids.next(), 1, "Acme", AccountStatus.ACTIVE, 1, 0, 1, 0, Instant.now(),
                        Instant.now());
                var _ = database.transactions().inTransaction(stores -> stores.accounts().add(account, null));
                acknowledged.write((account.id() + "\n").getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
