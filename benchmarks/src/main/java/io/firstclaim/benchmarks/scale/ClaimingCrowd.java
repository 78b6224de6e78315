package io.firstclaim.benchmarks.scale;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.core.trust.TrustedService;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Devices with certificates of their own and the accounts that list them.
final class ClaimingCrowd {
    private static final int PAGE = 500;
    private static final int QUOTA = 100_000_000;

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    private final ResourceIds ids = new ResourceIds(InstantSource.system(), new SecureRandom());
    private final Factory factory;
    private final List<Account> accounts;
    private final List<DevicePresentation> devices;

    ClaimingCrowd(int devices, int accounts) {
        this.factory = new Factory(accounts, 1);
        this.accounts = IntStream.range(0, accounts).mapToObj(i -> new Account(ids.next(), 1, "Account " + i,
                AccountStatus.ACTIVE, QUOTA, 0, 10, 1, now, now)).toList();
        this.devices = IntStream.range(0, devices).parallel().mapToObj(i -> factory.device(i, accountOf(i))).toList();
    }

    List<DevicePresentation> devices() {
        return devices;
    }

    /// Makes accounts and what they trust.
    void settleIn(Transactions transactions) {
        transactions.inTransaction(stores -> {
            for (int i = 0; i < accounts.size(); i++) {
                var account = accounts.get(i);
                stores.accounts().add(account, null);
                stores.trustedCertificates().add(new TrustedCertificate(ids.next(), 1, account.id(), account.id(), "CA",
                        "", TrustedService.BOOTSTRAP, CertificateStatus.ACTIVE, factory.ca(i), true, false, now, now),
                        null);
            }
            return true;
        });
    }

    /// Lists all devices.
    void list(Transactions transactions) {
        var lines = IntStream.range(0, devices.size()).mapToObj(this::line)
                .sorted(Comparator.comparing(Enrollment::fingerprint)).toList();
        for (int i = 0; i < lines.size(); i += PAGE) {
            var page = lines.subList(i, Math.min(i + PAGE, lines.size()));
            transactions.inTransaction(stores -> stores.enrollments().addAll(page, now));
        }
    }

    private Enrollment line(int device) {
        ResourceId account = accounts.get(accountOf(device)).id();
        return new Enrollment(ids.next(), 1, account, devices.get(device).fingerprint(), false, now,
                now.plus(Duration.ofDays(365)), null);
    }

    private int accountOf(int device) {
        return device % factory.makers();
    }
}
