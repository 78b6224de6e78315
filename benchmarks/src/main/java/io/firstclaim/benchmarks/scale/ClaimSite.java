package io.firstclaim.benchmarks.scale;

import com.sun.management.OperatingSystemMXBean;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.claim.ClaimDevices;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.claim.RefusalLog;
import io.firstclaim.core.credential.Certifier;
import io.firstclaim.core.credential.SystemAuthorities;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.core.trust.HandshakeDecision.Trusted;
import io.firstclaim.core.trust.SignatureChecks;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.persistence.Database;
import io.firstclaim.persistence.DatabaseConfig;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// The core's claim on one database, and a crowd that claims.
final class ClaimSite implements AutoCloseable {
    private static final InstantSource CLOCK = InstantSource.system();
    private static final List<String> EMPTYING = List.of("DELETE FROM claim_event_waiting", "DELETE FROM credential",
            "DELETE FROM device", "DELETE FROM enrollment", "UPDATE account SET device_count = 0");
    private static final List<String> EMPTYING_POSTGRES = List.of(
            "TRUNCATE claim_event_waiting, credential, registration, device, enrollment",
            "UPDATE account SET device_count = 0", "CHECKPOINT");

    private final String jdbcUrl;
    private final ClaimingCrowd crowd;
    private final Database database;
    private final RefusalLog refusals;
    private final ClaimDevices unsigned;
    private final ClaimDevices signing;

    ClaimSite(String jdbcUrl, ClaimingCrowd crowd) {
        this.jdbcUrl = jdbcUrl;
        this.crowd = crowd;
        this.database = Database.open(DatabaseConfig.of(jdbcUrl));
        var transactions = database.transactions();
        var random = new SecureRandom();
        var ids = new ResourceIds(CLOCK, random);
        var path = new TrustPath(new SignatureChecks());
        var handshakes = new CheckHandshake(transactions, path, CLOCK);
        var authority = SystemAuthorities.load(transactions, "benchmark".toCharArray(), CLOCK, random).devices();
        Certifier none = (_, _) -> authority.certificate();
        this.refusals = new RefusalLog(transactions, ids, CLOCK, handshakes);
        this.unsigned = new ClaimDevices(transactions, ids, CLOCK, path, none, refusals);
        this.signing = new ClaimDevices(transactions, ids, CLOCK, path, authority, refusals);
        crowd.settleIn(transactions);
        crowd.list(transactions);
        for (var device : crowd.devices()) {
            if (!(handshakes.check(device.chain()) instanceof Trusted)) {
                throw new IllegalStateException("A device that is listed was not trusted");
            }
        }
    }

    /// What one round took.
    ///
    /// @param coreMicros
    ///            CPU time of this process for each claim
    /// @param databaseMicros
    ///            the same of the processes that it started
    record Round(double perSecond, double coreMicros, double databaseMicros) {}

    /// All devices are claimed once, by so many at once. They are listed anew before; the clock stands still meanwhile.
    Round round(int claimers, boolean signed) throws SQLException {
        empty();
        crowd.list(database.transactions());
        var core = coreNanos();
        var beside = childrenNanos();
        var began = System.nanoTime();
        claimAll(claimers, signed ? signing : unsigned);
        var took = System.nanoTime() - began;
        var count = (double) crowd.devices().size();
        return new Round(count * 1e9 / took, (coreNanos() - core) / count / 1e3,
                (childrenNanos() - beside) / count / 1e3);
    }

    private void claimAll(int claimers, ClaimDevices claims) {
        var next = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < claimers; i++) {
                running.add(threads.submit(() -> claimSome(next, claims)));
            }
            for (var each : running) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A claim failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private void claimSome(AtomicInteger next, ClaimDevices claims) {
        List<DevicePresentation> devices = crowd.devices();
        for (int i = next.getAndIncrement(); i < devices.size(); i = next.getAndIncrement()) {
            if (!(claims.claim(devices.get(i)) instanceof Claimed claimed) || claimed.repeated()) {
                throw new IllegalStateException("A device that is listed was not claimed");
            }
        }
    }

    private void empty() throws SQLException {
        try (var connection = DriverManager.getConnection(jdbcUrl); var statement = connection.createStatement()) {
            for (var sql : jdbcUrl.startsWith("jdbc:h2:") ? EMPTYING : EMPTYING_POSTGRES) {
                statement.execute(sql);
            }
        }
    }

    private static long coreNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long childrenNanos() {
        return ProcessHandle.current().descendants()
                .mapToLong(process -> process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()).sum();
    }

    @Override
    public void close() {
        refusals.close();
        database.close();
    }
}
