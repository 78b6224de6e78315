package io.firstclaim.factory;

import io.firstclaim.core.ResourceId;

/// Whose a device is when it leaves the factory.
public sealed interface Assignment {
    /// Nobody's yet: the account that lists its enrollment ID claims it.
    record FirstToClaim() implements Assignment {}

    /// An account's that is known in the factory: the bootstrap URI carries it as `aid`.
    record PreAssigned(ResourceId accountId) implements Assignment {}
}
