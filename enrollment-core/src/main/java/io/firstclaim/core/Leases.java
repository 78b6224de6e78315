package io.firstclaim.core;

import java.time.Duration;
import java.util.Optional;

/// Who of several cores does what only one may do at a time. Time is the database's, so that it does not matter how far the cores' clocks differ. It alone
/// protects nothing: who writes under a lease asks [#acquire] or [#renew] in the transaction that writes. Both lock the lease until that transaction
/// ends, and nobody takes it over meanwhile.
public interface Leases {
    /// Takes the lease from now on for a time if nobody has it, or prolongs it, with its epoch, for the holder that has it. Empty while another has it.
    Optional<Lease> acquire(String name, ResourceId holder, Duration length);

    /// Prolongs the lease. False when it has expired or is another epoch's by now: then nothing may be done under it any more.
    boolean renew(Lease lease, Duration length);

    /// Lets others have the lease at once. Does nothing when it is another epoch's.
    void release(Lease lease);
}
