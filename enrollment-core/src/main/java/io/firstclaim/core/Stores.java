package io.firstclaim.core;

import io.firstclaim.core.account.Accounts;
import io.firstclaim.core.account.ApiKeys;
import io.firstclaim.core.account.AuditLog;
import io.firstclaim.core.claim.ClaimHistory;
import io.firstclaim.core.claim.Refusals;
import io.firstclaim.core.claim.Webhooks;
import io.firstclaim.core.credential.Authorities;
import io.firstclaim.core.credential.Credentials;
import io.firstclaim.core.credential.Edges;
import io.firstclaim.core.credential.JoinTokens;
import io.firstclaim.core.device.DeviceBlocks;
import io.firstclaim.core.device.Devices;
import io.firstclaim.core.device.Registrations;
import io.firstclaim.core.enrollment.EnrollmentJobPages;
import io.firstclaim.core.enrollment.EnrollmentJobs;
import io.firstclaim.core.enrollment.Enrollments;
import io.firstclaim.core.trust.TrustedCertificates;

/// The state of the system within one transaction.
public interface Stores {
    Accounts accounts();

    ApiKeys apiKeys();

    TrustedCertificates trustedCertificates();

    Enrollments enrollments();

    EnrollmentJobs enrollmentJobs();

    EnrollmentJobPages enrollmentJobPages();

    Devices devices();

    DeviceBlocks deviceBlocks();

    Registrations registrations();

    Credentials credentials();

    ClaimHistory history();

    Webhooks webhooks();

    Refusals refusals();

    Authorities authorities();

    JoinTokens joinTokens();

    Edges edges();

    Leases leases();

    AuditLog audit();
}
