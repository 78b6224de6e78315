package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.credential.DeviceAuthority;
import io.firstclaim.core.device.RegistrationOutcome.Refused;
import io.firstclaim.core.device.RegistrationOutcome.Registered;
import io.firstclaim.core.device.RegistrationOutcome.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/// Registers a device at its LwM2M server, by the certificate of its session. A registration may overtake the confirmation of the bootstrap: the first one
/// with the credential issued last confirms it.
public final class RegisterDevice {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final DeviceAuthority authority;

    public RegisterDevice(Transactions transactions, ResourceIds ids, InstantSource clock, DeviceAuthority authority) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.authority = authority;
    }

    /// Registers the device, in the place of an earlier registration.
    ///
    /// @throws io.firstclaim.core.FirstclaimException for a lifetime, links or other values out of their bounds
    public RegistrationOutcome register(RegistrationRequest request) {
        var id = Session.credentialId(request.chain(), authority);
        if (id.isEmpty()) {
            return new Refused("the certificate is not an LwM2M credential of this system");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> register(request, id.get(), stores, now));
    }

    private RegistrationOutcome register(RegistrationRequest request, ResourceId credentialId, Stores stores,
            Instant now) {
        var session = new Session(stores, ids, now);
        var opened = session.open(credentialId, request.chain());
        if (opened.isEmpty()) {
            return new Refused("the credential " + credentialId + " is cancelled or superseded");
        }
        var credential = opened.get().credential();
        if (!isNamed(request, credential)) {
            return new Refused("the device gives another name than its credential's, '%s'"
                    .formatted(credential.endpointName()));
        }
        if (!isAccountActive(credential.accountId(), stores)) {
            return new Unavailable("account " + credential.accountId() + " is suspended");
        }
        var registration = registration(request, credential.deviceId(), now);
        session.acknowledge(credential);
        stores.registrations().put(registration);
        var current = stores.devices().find(credential.deviceId()).orElseThrow();
        session.bring(current, DeviceState.REGISTERED, "");
        return new Registered(current.accountId(), current.id(), registration.expiresAt(),
                current.bootstrapRequested());
    }

    private static Registration registration(RegistrationRequest request, ResourceId deviceId, Instant now) {
        var lifetime = Objects.requireNonNullElse(request.lifetime(), Registration.DEFAULT_LIFETIME);
        return new Registration(deviceId, now, Registration.requireLifetime(lifetime), request.lwm2mVersion(),
                request.binding(), request.endpointType(), request.objectLinks());
    }

    private static boolean isNamed(RegistrationRequest request, Credential credential) {
        return request.endpointName().isEmpty() || request.endpointName().equals(credential.endpointName().text());
    }

    private static boolean isAccountActive(ResourceId accountId, Stores stores) {
        return stores.accounts().find(accountId).filter(Account::isActive).isPresent();
    }
}
