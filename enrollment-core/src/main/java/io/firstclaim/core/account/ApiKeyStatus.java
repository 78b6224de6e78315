package io.firstclaim.core.account;

/// Whether an API key works.
public enum ApiKeyStatus {
    /// It works.
    ACTIVE,
    /// It is refused like an unknown one.
    INACTIVE
}
