package io.firstclaim.core.device;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Stores;
import io.firstclaim.core.claim.ClaimEvent;
import io.firstclaim.core.credential.Confirmation;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.credential.DeviceAuthority;
import io.firstclaim.core.credential.PublicKeyHash;
import io.firstclaim.core.trust.CertificateChain;
import java.time.Instant;
import java.util.Optional;

/// Whose a registration session is: the credential behind the certificate that it was opened with. Good is the credential that the device acknowledged, and
/// the one issued last; the first registration with that one acknowledges it.
final class Session {
    private static final int ID_BITS = 128;

    private final Stores stores;
    private final ResourceIds ids;
    private final Instant now;

    Session(Stores stores, ResourceIds ids, Instant now) {
        this.stores = stores;
        this.ids = ids;
        this.now = now;
    }

    /// The credential's id, which is the certificate's serial number; empty when this system's authority did not issue the certificate. Verifies a
    /// signature: not for use within a transaction.
    static Optional<ResourceId> credentialId(CertificateChain chain, DeviceAuthority authority) {
        var serial = chain.leaf().getSerialNumber();
        if (serial.signum() < 0 || serial.bitLength() > ID_BITS || !authority.issued(chain.leaf())) {
            return Optional.empty();
        }
        return Optional.of(new ResourceId(serial.shiftRight(Long.SIZE).longValue(), serial.longValue()));
    }

    /// A device that still belongs to its account, locked, and the good credential that it came with.
    record Opened(Device device, Credential credential) {}

    /// Opens the session of the credential of that id, if it is good and made for the certificate's key. The credential is read again under the lock of its
    /// device: its confirmation, or a newer one's, may have come in between.
    Optional<Opened> open(ResourceId id, CertificateChain chain) {
        return credential(id, chain).flatMap(found -> stores.devices().lock(found.deviceId())).filter(Device::live)
                .flatMap(device -> credential(id, chain).map(credential -> new Opened(device, credential)));
    }

    private Optional<Credential> credential(ResourceId id, CertificateChain chain) {
        var key = PublicKeyHash.of(chain.leaf().getPublicKey().getEncoded());
        return stores.credentials().find(id).filter(credential -> credential.publicKeyHash().equals(key));
    }

    /// Acknowledges the credential of an opened session, if it was not.
    void acknowledge(Credential credential) {
        if (!credential.isConfirmed() && !new Confirmation(stores, ids, now).confirm(credential)) {
            throw new IllegalStateException("Credential " + credential.id() + " changed under its device's lock");
        }
    }

    /// Brings the device into a state, and writes that down if it is a new one.
    Device bring(Device device, DeviceState state, String detail) {
        if (device.state() == state) {
            return device;
        }
        var changed = device.in(state, now);
        stores.devices().update(changed);
        var type = state == DeviceState.REGISTERED ? ClaimEvent.Type.REGISTERED : ClaimEvent.Type.DEREGISTERED;
        stores.history().add(new ClaimEvent(ids.next(), changed.accountId(), type, changed.id(), changed.fingerprint(),
                changed.endpointName(), detail, now));
        return changed;
    }
}
