package io.firstclaim.core;

import java.time.Instant;
import java.util.Optional;

/// Who of several cores does what only one may do at a time. Clocks may differ between cores, so time alone protects nothing: who writes under a lease
/// asks [#acquire] or [#renew] in the transaction that writes. Both lock the lease until that transaction ends, and nobody takes it over meanwhile.
public interface Leases {
    /// Takes the lease if nobody has it, or prolongs it, with its epoch, for the holder that has it. Empty while another has it.
    Optional<Lease> acquire(String name, ResourceId holder, Instant now, Instant until);

    /// Prolongs the lease. False when it has expired or is another epoch's by now: then nothing may be done under it any more.
    boolean renew(Lease lease, Instant now, Instant until);

    /// Lets others have the lease at once. Does nothing when it is another epoch's.
    void release(Lease lease);
}
