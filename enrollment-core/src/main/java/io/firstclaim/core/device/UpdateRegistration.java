package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.Account;
import io.firstclaim.core.credential.DeviceAuthority;
import io.firstclaim.core.device.RegistrationOutcome.Refused;
import io.firstclaim.core.device.RegistrationOutcome.Registered;
import io.firstclaim.core.device.RegistrationOutcome.Unavailable;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Prolongs a registration, by the certificate of the session.
public final class UpdateRegistration {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final DeviceAuthority authority;

    public UpdateRegistration(Transactions transactions, ResourceIds ids, InstantSource clock,
            DeviceAuthority authority) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.authority = authority;
    }

    /// Updates the registration of the location `rd/<account id>/<device id>`; refused when there is none for this certificate.
    public RegistrationOutcome update(RegistrationUpdate update) {
        var id = Session.credentialId(update.chain(), authority);
        if (id.isEmpty()) {
            return new Refused("the certificate is not an LwM2M credential of this system");
        }
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return transactions.inTransaction(stores -> update(update, id.get(), stores, now));
    }

    private RegistrationOutcome update(RegistrationUpdate update, ResourceId credentialId, Stores stores, Instant now) {
        var session = new Session(stores, ids, now);
        var device = session.open(credentialId, update.chain()).map(Session.Opened::device)
                .filter(found -> update.isAt(found.accountId(), found.id()));
        if (device.isEmpty()) {
            return new Refused("the credential " + credentialId + " is cancelled, superseded or another device's");
        }
        if (stores.accounts().find(update.accountId()).filter(Account::isActive).isEmpty()) {
            return new Unavailable("account " + update.accountId() + " is suspended");
        }
        var registration = stores.registrations().find(update.deviceId()).filter(r -> r.expiresAt().isAfter(now));
        if (registration.isEmpty()) {
            return new Refused("the device is not registered");
        }
        var prolonged = update.applyTo(registration.get(), now);
        stores.registrations().put(prolonged);
        return new Registered(update.accountId(), update.deviceId(), prolonged.expiresAt(),
                device.get().bootstrapRequested());
    }
}
