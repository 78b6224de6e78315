package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.persistence.CopyRows;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/// Fills the tables of a new database directly, by `COPY`, with their indexes in place. One in ten of the enrollments is claimed and has its device.
final class Seed {
    private static final int CLAIMED_OF = 10;
    private static final int QUOTA = 100_000_000;
    private static final int REPORT_EVERY = 500_000;

    private final Instant ends = Instant.now().plus(300, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
    private final Population population;
    private final long rows;
    private final LongConsumer progress;

    /// @param progress
    ///            is told now and then how many rows there are
    Seed(Population population, long rows, LongConsumer progress) {
        this.population = population;
        this.rows = rows;
        this.progress = progress;
    }

    void into(String jdbcUrl) throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl)) {
            accounts(connection);
            keyOfHugeAccount(connection);
            trustedCertificates(connection);
            enrollments(connection);
            devices(connection);
            try (var statement = connection.createStatement()) {
                statement.execute("""
                        UPDATE account a SET device_count = d.devices
                        FROM (SELECT account_id, COUNT(*) AS devices FROM device GROUP BY account_id) d
                        WHERE d.account_id = a.id""");
                statement.execute("VACUUM (ANALYZE)");
                statement.execute("CHECKPOINT");
            }
        }
    }

    private void accounts(Connection connection) throws SQLException {
        try (var copy = new CopyRows(connection, "account", "id, version, display_name, status, device_quota, "
                + "device_count, trusted_certificate_limit, trusted_certificate_count, created_at, updated_at")) {
            for (int i = 0; i < population.accounts().size(); i++) {
                copy.row().bytes(population.accounts().get(i).bytes()).bigint(1).text("Account " + i).text("ACTIVE")
                        .integer(QUOTA).integer(0).integer(100).integer(1).time(population.began())
                        .time(population.began());
            }
        }
    }

    /// Its id is the one of the account.
    private void keyOfHugeAccount(Connection connection) throws SQLException {
        try (var copy = new CopyRows(connection, "api_key", "id, account_id, name, role, secret_hash, version, status, "
                + "created_at, updated_at")) {
            var account = population.accounts().get(Population.HUGE).bytes();
            copy.row().bytes(account).bytes(account).text("benchmark").text("ACCOUNT_ADMIN").bytes(sha256(account))
                    .bigint(1).text("ACTIVE").time(population.began()).time(population.began());
        }
    }

    private void trustedCertificates(Connection connection) throws SQLException {
        try (var copy = new CopyRows(connection, "trusted_certificate", "id, version, account_id, owner_id, name, "
                + "description, service, status, pem, fingerprint, subject_hash, enrollment_mode, proven, created_at, "
                + "updated_at")) {
            for (int i = 0; i < population.accounts().size(); i++) {
                var account = population.accounts().get(i).bytes();
                var ca = population.trustedBy(i);
                copy.row().bytes(certificateOf(i).bytes()).bigint(1).bytes(account).bytes(account).text("CA").text("")
                        .text("BOOTSTRAP").text("ACTIVE").text(ca.pem()).bytes(ca.fingerprint().bytes())
                        .bytes(sha256(ca.anchor().getSubjectX500Principal().getEncoded())).bool(true).bool(false)
                        .time(population.began()).time(population.began());
            }
        }
    }

    private void enrollments(Connection connection) throws SQLException {
        try (var copy = new CopyRows(connection, "enrollment", "id, version, account_id, fingerprint, pre_assigned, "
                + "request_id, created_at, expires_at, claimed_at, device_id")) {
            for (long row = 0; row < rows; row++) {
                var id = population.id(3, row).bytes();
                var device = deviceAt(row);
                var isClaimed = device == null && isClaimed(row);
                copy.row().bytes(id).bigint(isClaimed ? 2 : 1).bytes(accountAt(row).bytes())
                        .bytes(device == null ? Population.fingerprint(row) : device.fingerprint().bytes()).bool(false)
                        .text(null).time(population.began()).time(ends)
                        .time(isClaimed ? population.began() : null).bytes(isClaimed ? id : null);
                if (row % REPORT_EVERY == 0) {
                    progress.accept(row);
                }
            }
        }
    }

    /// The id of a device is the one of its enrollment.
    private void devices(Connection connection) throws SQLException {
        try (var copy = new CopyRows(connection, "device", "id, version, account_id, endpoint_name, fingerprint, "
                + "pre_assigned, live, live_fingerprint, live_name, state, trusted_certificate_id, claimed_at, "
                + "bootstrapped_at, bootstrap_requested, updated_at, name, description, endpoint_type, "
                + "custom_attributes")) {
            for (long row = 0; row < rows; row++) {
                if (deviceAt(row) == null && isClaimed(row)) {
                    var account = population.accountOf(row);
                    var fingerprint = Population.fingerprint(row);
                    copy.row().bytes(population.id(3, row).bytes()).bigint(2)
                            .bytes(population.accounts().get(account).bytes()).text("seeded-" + row).bytes(fingerprint)
                            .bool(false).bool(true).bytes(fingerprint).text("seeded-" + row).text("REGISTERED")
                            .bytes(certificateOf(account).bytes()).time(population.began()).time(population.began())
                            .bool(false).time(population.began()).text("").text("").text(null).text("");
                }
            }
        }
    }

    private static boolean isClaimed(long row) {
        return row % CLAIMED_OF == 1;
    }

    private ResourceId accountAt(long row) {
        var place = placeOfDevice(row);
        var account = place < 0
                ? population.accountOf(row)
                : place < population.ofHuge().size()
                        ? Population.HUGE
                        : population.smallAccount(place - population.ofHuge().size());
        return population.accounts().get(account);
    }

    /// The device that really exists of a row, if there is one: they lie evenly among the others.
    private @Nullable DevicePresentation deviceAt(long row) {
        var place = placeOfDevice(row);
        if (place < 0) {
            return null;
        }
        var ofHuge = population.ofHuge();
        return place < ofHuge.size() ? ofHuge.get(place) : population.ofMany().get(place - ofHuge.size());
    }

    /// -1 for none. Neighbours in time are not neighbours in the table.
    private int placeOfDevice(long row) {
        var devices = population.ofHuge().size() + population.ofMany().size();
        var every = rows / devices;
        var place = row / every;
        return row % every == 0 && place < devices ? (int) (place * 7_919 % devices) : -1;
    }

    private ResourceId certificateOf(int account) {
        return population.id(2, account);
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
