package io.firstclaim.persistence;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.Fingerprint;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;

/// A process whose two threads write at once: one in transactions that each list many devices for a new account, the other in short ones. The id of
/// each account with many devices goes to a file once the commit was acknowledged. It goes on until it is killed.
final class CrowdedWriter {
    /// The devices of a long transaction.
    private static final int DEVICES = 500;

    private final ResourceIds ids = new ResourceIds(InstantSource.system(), new SecureRandom());
    private final SecureRandom random = new SecureRandom();
    private final Database database;

    private CrowdedWriter(Database database) {
        this.database = database;
    }

    /// Takes the database file and the file for the ids.
    public static void main(String[] arguments) throws IOException {
        try (var database = Database.open(DatabaseConfig.embedded(Path.of(arguments[0])));
                var acknowledged = new FileOutputStream(arguments[1])) {
            new CrowdedWriter(database).run(acknowledged);
        }
    }

    private void run(FileOutputStream acknowledged) throws IOException {
        Thread.ofPlatform().daemon().start(() -> {
            for (;;) {
                write(ids.next(), 1);
            }
        });
        for (;;) {
            var account = ids.next();
            write(account, DEVICES);
            acknowledged.write((account + "\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private void write(ResourceId account, int devices) {
        var _ = database.transactions().inTransaction(stores -> list(account, devices, stores));
    }

    private boolean list(ResourceId account, int devices, Stores stores) {
        var now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        var enrollments = new ArrayList<Enrollment>();
        for (int i = 0; i < devices; i++) {
            var fingerprint = new byte[Fingerprint.LENGTH];
            random.nextBytes(fingerprint);
            enrollments.add(new Enrollment(ids.next(), 1, account, Fingerprint.ofBytes(fingerprint), false, now,
                    now.plus(Duration.ofDays(1)), null));
        }
        enrollments.sort(Comparator.comparing(Enrollment::fingerprint));
        stores.enrollments().addAll(enrollments, now);
        stores.history().addAll(enrollments.stream().map(one -> new ClaimEvent(one.id(), account,
                ClaimEvent.Type.ENROLLED, null, one.fingerprint(), null, "", now)).toList());
        return stores.accounts().add(new Account(account, 1, "Acme", AccountStatus.ACTIVE, devices, 0, 1, 0, now, now),
                null);
    }
}
