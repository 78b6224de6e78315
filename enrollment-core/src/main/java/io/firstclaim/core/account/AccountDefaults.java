package io.firstclaim.core.account;

/// What a new account gets when its creator does not say.
public record AccountDefaults(int deviceQuota, int trustedCertificateLimit) {}
