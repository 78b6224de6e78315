package io.firstclaim.core.claim;

import io.firstclaim.core.FirstclaimException;

/// Which addresses the server may send events to.
@FunctionalInterface
public interface WebhookTargets {
    /// Returns for a URL whose host leads to an address that is permitted now. Asks the name service: not for use within a transaction.
    ///
    /// @throws FirstclaimException
    ///             [io.firstclaim.core.Problem#VALIDATION_ERROR] for one that leads to none
    void requirePermitted(WebhookUrl url);
}
