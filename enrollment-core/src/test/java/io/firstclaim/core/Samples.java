package io.firstclaim.core;

import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountStatus;
import io.firstclaim.core.account.ApiKey;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.claim.Refusal;
import io.firstclaim.core.claim.RefusalReason;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.credential.PublicKeyHash;
import io.firstclaim.core.device.Device;
import io.firstclaim.core.device.DeviceState;
import io.firstclaim.core.device.EndpointName;
import io.firstclaim.core.device.Registration;
import io.firstclaim.core.enrollment.Enrollment;
import io.firstclaim.core.trust.CaCertificate;
import io.firstclaim.core.trust.CertificateStatus;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.core.trust.TrustedCertificate;
import io.firstclaim.core.trust.TrustedService;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// Valid rows for tests, each with a new id and otherwise as plain as can be.
public final class Samples {
    /// The time of all of them.
    public static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");
    /// When sample enrollments expire.
    public static final Instant EXPIRY = NOW.plus(Duration.ofDays(365));

    private static final ResourceIds IDS = new ResourceIds(InstantSource.fixed(NOW), new Random(1));

    private Samples() {}

    /// A new id, larger than every one before.
    public static ResourceId id() {
        return IDS.next();
    }

    /// The fingerprint of some certificate, a different one for each text.
    public static Fingerprint fingerprint(String of) {
        return Fingerprint.ofCertificate(of.getBytes(StandardCharsets.UTF_8));
    }

    /// A fingerprint that no other row has.
    public static Fingerprint fingerprint() {
        return fingerprint(id().toString());
    }

    /// An active account with a quota of 10 devices and 10 certificates.
    public static Account account() {
        return account("Acme", 10);
    }

    public static Account account(String name, int deviceQuota) {
        return new Account(id(), 1, name, AccountStatus.ACTIVE, deviceQuota, 0, 10, 0, NOW, NOW);
    }

    /// A key of the account, or of the platform for null.
    public static ApiKey apiKey(@Nullable ResourceId accountId) {
        return new ApiKey(id(), accountId, "key", accountId == null ? Role.PLATFORM_ADMIN : Role.ACCOUNT_ADMIN, NOW);
    }

    /// A listed enrollment that is not claimed.
    public static Enrollment enrollment(ResourceId accountId, Fingerprint fingerprint) {
        return new Enrollment(id(), 1, accountId, fingerprint, false, NOW, EXPIRY, null);
    }

    public static Enrollment enrollment(ResourceId accountId) {
        return enrollment(accountId, fingerprint());
    }

    /// The enrollment of a pre-assigned device.
    public static Enrollment preAssigned(ResourceId accountId) {
        return new Enrollment(id(), 1, accountId, fingerprint(), true, NOW, EXPIRY, null).claimedBy(id(), NOW);
    }

    /// A live device that was just claimed.
    public static Device device(ResourceId accountId, String endpointName) {
        return device(accountId, endpointName, fingerprint());
    }

    public static Device device(ResourceId accountId, String endpointName, Fingerprint fingerprint) {
        return new Device(id(), 1, accountId, new EndpointName(endpointName), fingerprint, false, true,
                DeviceState.CLOUD_ENROLLING, id(), NOW, null, false, NOW);
    }

    /// A credential of the device that waits for its confirmation.
    public static Credential credential(Device device) {
        var id = id();
        return new Credential(id, device.accountId(), device.id(), device.endpointName(), "request " + id,
                PublicKeyHash.of(id.bytes()), NOW, NOW.plus(Duration.ofDays(3650)), null);
    }

    /// A registration of an hour.
    public static Registration registration(Device device) {
        return new Registration(device.id(), NOW, Duration.ofHours(1), "1.1", "U", "meter", "</1/0>,</3/0>");
    }

    /// An active trusted certificate for bootstrap by enrollment list.
    public static TrustedCertificate trusted(ResourceId accountId, String name, CaCertificate ca) {
        return trusted(accountId, name, ca, CertificateStatus.ACTIVE, false);
    }

    public static TrustedCertificate trusted(ResourceId accountId, String name, CaCertificate ca,
            CertificateStatus status, boolean proven) {
        return new TrustedCertificate(id(), 1, accountId, id(), name, "of " + name, TrustedService.BOOTSTRAP, status,
                ca, !proven, proven, NOW, NOW);
    }

    /// A device turned away once.
    public static Refusal refusal(Fingerprint fingerprint, RefusalReason reason, @Nullable ResourceId holderId,
            @Nullable Fingerprint anchor) {
        return new Refusal(id(), fingerprint, reason, holderId, anchor, "meter", "why", 1, NOW, NOW);
    }

    /// An event about a device.
    public static ClaimEvent event(ResourceId accountId, @Nullable ResourceId deviceId, Fingerprint fingerprint) {
        return new ClaimEvent(id(), accountId, ClaimEvent.Type.CLAIMED, deviceId, fingerprint,
                deviceId == null ? null : new EndpointName("meter"), "why", NOW);
    }
}
