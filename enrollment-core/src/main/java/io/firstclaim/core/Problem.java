package io.firstclaim.core;

/// Why a request can't be carried out: the registry of broken requests. Adapters turn each into their own words, for
/// example a gRPC status
/// (`firstclaim.errors.v1.ErrorReason`). A decision about a device is not a problem: see
/// [io.firstclaim.core.claim.RefusalReason].
public enum Problem {
    /// A field is missing, malformed or out of its bounds.
    VALIDATION_ERROR,
    /// No API key, or one that is unknown or revoked.
    INVALID_TOKEN,
    /// The caller is known but may not do this.
    ACCESS_DENIED,
    /// Nothing of that id exists in the caller's account.
    NOT_FOUND,
    /// Something with this identity, name or content exists already.
    DUPLICATE,
    /// A limit of the account would be passed.
    ACCOUNT_LIMIT_EXCEEDED,
    /// The version that the request names is not the current one.
    PRECONDITION_FAILED,
    /// The state of the resource does not allow the request.
    NOT_POSSIBLE_NOW,
    /// More requests than the server takes; the same request may succeed later.
    RATE_LIMIT_EXCEEDED,
    /// The caller's account is suspended.
    ACCOUNT_SUSPENDED,
    /// A part of the system is away; the same request may succeed later.
    SYSTEM_UNAVAILABLE,
    /// A defect.
    INTERNAL_SERVER_ERROR
}
