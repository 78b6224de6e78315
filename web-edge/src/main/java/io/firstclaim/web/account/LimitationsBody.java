package io.firstclaim.web.account;

import io.firstclaim.proto.account.v1.Account;

/// What the account may have, and what it has.
///
/// @param object `limitations`
/// @param deviceQuota how many devices it may own at once
/// @param trustedCertificates how many trusted certificates it may have
record LimitationsBody(String object, Limitation deviceQuota, Limitation trustedCertificates) {

    /// A limit and what is used of it. What is used may be more: a limit that is lowered takes nothing away.
    record Limitation(int limit, int used) {}

    static LimitationsBody of(Account account) {
        return new LimitationsBody("limitations", new Limitation(account.getDeviceQuota(), account.getDeviceCount()),
                new Limitation(account.getTrustedCertificateLimit(), account.getTrustedCertificateCount()));
    }
}
