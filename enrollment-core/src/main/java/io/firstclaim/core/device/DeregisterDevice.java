package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.credential.DeviceAuthority;
import io.firstclaim.core.trust.CertificateChain;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/// Ends a registration at its device's wish, by the certificate of the session.
public final class DeregisterDevice {
    private final Transactions transactions;
    private final ResourceIds ids;
    private final InstantSource clock;
    private final DeviceAuthority authority;

    public DeregisterDevice(Transactions transactions, ResourceIds ids, InstantSource clock,
            DeviceAuthority authority) {
        this.transactions = transactions;
        this.ids = ids;
        this.clock = clock;
        this.authority = authority;
    }

    /// False when there was no registration at `rd/<account id>/<device id>` for this certificate.
    public boolean deregister(CertificateChain chain, ResourceId accountId, ResourceId deviceId) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return Session.credentialId(chain, authority)
                .map(id -> transactions
                        .inTransaction(stores -> deregister(chain, id, accountId, deviceId, stores, now)))
                .orElse(false);
    }

    private boolean deregister(CertificateChain chain, ResourceId credentialId, ResourceId accountId,
            ResourceId deviceId,
            Stores stores, Instant now) {
        var session = new Session(stores, ids, now);
        var device = session.open(credentialId, chain).map(Session.Opened::device)
                .filter(found -> found.id().equals(deviceId) && found.accountId().equals(accountId));
        if (device.isEmpty() || !stores.registrations().remove(deviceId)) {
            return false;
        }
        session.bring(device.get(), DeviceState.DEREGISTERED, "the device said so");
        return true;
    }
}
