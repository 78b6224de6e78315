package io.firstclaim.core.account;

/// Whether an account works.
public enum AccountStatus {
    /// It works.
    ACTIVE,
    /// Its devices neither bootstrap nor register, and its keys only read.
    SUSPENDED
}
