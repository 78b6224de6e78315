package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.credential.Credential;
import java.security.cert.X509Certificate;

/// Whether a device may bootstrap.
public sealed interface ClaimOutcome {
    /// It belongs to the account, and has a new credential.
    ///
    /// @param repeated whether it belonged to the account before
    record Claimed(ResourceId accountId, ResourceId deviceId, Credential credential, X509Certificate certificate,
            boolean repeated) implements ClaimOutcome {}

    /// It may not.
    ///
    /// @param detail the reason in words with the values concerned, for the log
    record Refused(RefusalReason reason, String detail) implements ClaimOutcome {}
}
