package io.firstclaim.core;

import io.firstclaim.core.account.Account;
import io.firstclaim.core.account.AccountDefaults;
import io.firstclaim.core.account.Caller;
import io.firstclaim.core.account.CreateAccount;
import io.firstclaim.core.account.Role;
import io.firstclaim.core.claim.ClaimDevices;
import io.firstclaim.core.claim.ClaimOutcome;
import io.firstclaim.core.claim.ClaimOutcome.Claimed;
import io.firstclaim.core.claim.EventSequencer;
import io.firstclaim.core.claim.ExplainEnrollment;
import io.firstclaim.core.claim.RefusalLog;
import io.firstclaim.core.credential.ConfirmBootstrap;
import io.firstclaim.core.credential.SampleAuthorities;
import io.firstclaim.core.device.DeregisterDevice;
import io.firstclaim.core.device.RegisterDevice;
import io.firstclaim.core.device.RegistrationOutcome;
import io.firstclaim.core.device.RegistrationRequest;
import io.firstclaim.core.device.RegistrationUpdate;
import io.firstclaim.core.device.UpdateRegistration;
import io.firstclaim.core.enrollment.CreateEnrollments;
import io.firstclaim.core.trust.CertificateChain;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.core.trust.SignatureChecks;
import io.firstclaim.core.trust.TrustPath;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The use cases over stores in memory, and a clock that stands still; for tests.
public final class World implements AutoCloseable {
    /// After which an enrollment ends that no device has claimed.
    public static final Duration PENDING_LIFETIME = Duration.ofDays(365);
    /// The administrator of the platform.
    public static final Caller PLATFORM = new Caller(Samples.id(), null, Role.PLATFORM_ADMIN, false);

    public final TestClock clock = new TestClock();
    public final ResourceIds ids = new ResourceIds(clock, new Random(7));
    public final Transactions stores;
    public final CreateEnrollments createEnrollments;
    public final CheckHandshake checkHandshake;
    public final EventSequencer sequencer;
    public final RefusalLog refusals;
    public final ClaimDevices claimDevices;
    public final ExplainEnrollment explainEnrollment;
    public final ConfirmBootstrap confirmBootstrap;
    public final RegisterDevice registerDevice;
    public final UpdateRegistration updateRegistration;
    public final DeregisterDevice deregisterDevice;
    private final TrustPath path = new TrustPath(new SignatureChecks());

    public World() {
        this(new FakeStores());
    }

    public World(Transactions stores) {
        this.stores = stores;
        this.createEnrollments = new CreateEnrollments(stores, ids, clock, PENDING_LIFETIME);
        this.checkHandshake = new CheckHandshake(stores, path, clock);
        this.sequencer = new EventSequencer(stores, clock, Samples.id());
        this.refusals = new RefusalLog(stores, ids, clock, checkHandshake);
        this.claimDevices = new ClaimDevices(stores, ids, clock, path, SampleAuthorities.DEVICES, refusals);
        this.explainEnrollment = new ExplainEnrollment(stores, clock, path);
        this.confirmBootstrap = new ConfirmBootstrap(stores, ids, clock);
        this.registerDevice = new RegisterDevice(stores, ids, clock, SampleAuthorities.DEVICES);
        this.updateRegistration = new UpdateRegistration(stores, ids, clock, SampleAuthorities.DEVICES);
        this.deregisterDevice = new DeregisterDevice(stores, ids, clock, SampleAuthorities.DEVICES);
    }

    /// A new account with a quota of ten devices.
    public Tenant account(String name) {
        return account(name, 10);
    }

    public Tenant account(String name, int deviceQuota) {
        var account = new CreateAccount(stores, ids, new Random(), clock, new AccountDefaults(deviceQuota, 10))
                .create(PLATFORM, name, null, null, null).account();
        return new Tenant(this, account.id());
    }

    /// The device's bootstrap request, without `aid`.
    public ClaimOutcome bootstrap(SampleDevice device) {
        return bootstrap(device, null);
    }

    public ClaimOutcome bootstrap(SampleDevice device, @Nullable ResourceId aid) {
        return claimDevices.claim(device.presents(aid));
    }

    /// The same of a device that must be let in.
    public Claimed claim(SampleDevice device) {
        return claim(device, null);
    }

    public Claimed claim(SampleDevice device, @Nullable ResourceId aid) {
        var outcome = bootstrap(device, aid);
        if (outcome instanceof Claimed claimed) {
            return claimed;
        }
        throw new AssertionError("The device was not claimed: " + outcome);
    }

    public boolean confirm(Claimed claimed) {
        return confirmBootstrap.confirm(claimed.credential().id());
    }

    /// The device's registration with the credential that it was given.
    public RegistrationOutcome register(Claimed claimed) {
        return register(claimed, Duration.ofHours(1));
    }

    public RegistrationOutcome register(Claimed claimed, Duration lifetime) {
        return registerDevice.register(new RegistrationRequest(chainOf(claimed),
                claimed.credential().endpointName().text(), lifetime, "1.1", "U", "", "</1/0>"));
    }

    public RegistrationOutcome update(Claimed claimed) {
        return updateRegistration.update(
                new RegistrationUpdate(chainOf(claimed), claimed.accountId(), claimed.deviceId(), null, "", ""));
    }

    public boolean deregister(Claimed claimed) {
        return deregisterDevice.deregister(chainOf(claimed), claimed.accountId(), claimed.deviceId());
    }

    /// What the device shows at the registration port.
    public static CertificateChain chainOf(Claimed claimed) {
        return new CertificateChain(List.of(claimed.certificate()));
    }

    /// Looks into the stores.
    public <T> T read(Function<Stores, T> look) {
        return stores.inTransaction(look);
    }

    public boolean isGood(Claimed claimed) {
        return read(s -> s.credentials().find(claimed.credential().id()).isPresent());
    }

    public Account accountOf(ResourceId id) {
        return read(s -> s.accounts().find(id)).orElseThrow();
    }

    @Override
    public void close() {
        refusals.close();
    }
}
