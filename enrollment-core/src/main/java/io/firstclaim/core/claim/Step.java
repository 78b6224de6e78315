package io.firstclaim.core.claim;

import io.firstclaim.core.ResourceId;
import io.firstclaim.core.trust.AccountAnchors;
import org.jspecify.annotations.Nullable;

/// How far a transaction came with one device: to a verdict, or to something that would have held up the others of its group. Then nothing is written for it.
sealed interface Step permits Verdict, Step.Postponed {
    /// What has to happen first.
    sealed interface Postponed extends Step {}

    /// Another transaction holds the device's enrollment. Who claims alone can wait for it.
    record Busy() implements Postponed {}

    /// The account may have no room for the device. That is decided while the account is locked.
    record Crowded() implements Postponed {}

    /// A signature between the device and these anchors was not verified lately, and a transaction is no place to do it.
    ///
    /// @param holderId
    ///            the account that holds its enrollment; null when none does
    record Unverified(AccountAnchors anchors, @Nullable ResourceId holderId) implements Postponed {}
}
