package io.firstclaim.core.account;

/// A new key and its text, which is known here only.
public record CreatedApiKey(ApiKey key, ApiKeyText text) {}
