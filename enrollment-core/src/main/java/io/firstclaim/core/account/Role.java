package io.firstclaim.core.account;

/// What an API key may do.
public enum Role {
    /// Everything about accounts; nothing inside one, but for keys.
    PLATFORM_ADMIN,
    /// Everything inside its account.
    ACCOUNT_ADMIN,
    /// Reads inside its account.
    ACCOUNT_READER
}
