package io.firstclaim.core.account;

import org.jspecify.annotations.Nullable;

/// A new account and the text of its first key, which is known here only; null when the request was a repeat.
public record CreatedAccount(Account account, @Nullable ApiKeyText key) {}
