package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.Credential;
import io.firstclaim.core.device.Device;
import org.jspecify.annotations.Nullable;

/// What the transaction of a claim decided about one device.
sealed interface Verdict extends Step {
    /// It is in, and this is what its certificate will say.
    record Admitted(Device device, Credential credential, boolean repeated) implements Verdict {}

    /// It stays outside.
    ///
    /// @param detail   why, in words that every account may read to which refusals are shown: without ids
    /// @param holderId the account that holds its enrollment; null when none does
    record Rejected(RefusalReason reason, String detail, @Nullable ResourceId holderId) implements Verdict {}
}
