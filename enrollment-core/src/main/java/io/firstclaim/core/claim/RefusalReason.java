package io.firstclaim.core.claim;

/// Why a device may not bootstrap. What the device is told stands in the contract
/// (`firstclaim.claim.v1.RefusalReason`), which has the same names.
/// The reasons that only an edge can find are not here.
public enum RefusalReason {
    /// Its chain does not lead to a trusted certificate of the account that enrolled it.
    TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT,
    /// No account lists it, or the one that does is not the one it asks for.
    ENROLLMENT_NOT_REGISTERED,
    /// The account has as many devices as its quota allows.
    ACCOUNT_DEVICE_QUOTA_REACHED,
    /// Another device of the account has the endpoint name.
    DUPLICATE_ENDPOINT_NAME,
    /// The account is suspended.
    ACCOUNT_SUSPENDED,
    /// The credential could not be signed.
    SIGNING,
    /// To find out takes more than one attempt may cost; the next one goes on where it ended.
    OVERLOAD
}
