package io.firstclaim.persistence;

import io.firstclaim.core.Leases;
import io.firstclaim.core.Stores;
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
import io.firstclaim.persistence.account.ApiKeyDao;
import io.firstclaim.persistence.account.AuditDao;
import io.firstclaim.persistence.claim.RefusalDao;
import io.firstclaim.persistence.claim.WebhookDao;
import io.firstclaim.persistence.credential.AuthorityDao;
import io.firstclaim.persistence.credential.EdgeDao;
import io.firstclaim.persistence.credential.JoinTokenDao;
import io.firstclaim.persistence.device.DeviceBlockDao;
import io.firstclaim.persistence.device.RegistrationDao;
import io.firstclaim.persistence.enrollment.EnrollmentJobDao;
import io.firstclaim.persistence.enrollment.EnrollmentJobPageDao;
import org.jdbi.v3.core.Handle;

/// The stores of one transaction: each DAO on the connection of the transaction.
record JdbiStores(Handle handle, Dialect dialect) implements Stores {
    @Override
    public Accounts accounts() {
        return handle.attach(dialect.daos().accounts());
    }

    @Override
    public ApiKeys apiKeys() {
        return handle.attach(ApiKeyDao.class);
    }

    @Override
    public TrustedCertificates trustedCertificates() {
        return handle.attach(dialect.daos().trustedCertificates());
    }

    @Override
    public Enrollments enrollments() {
        return handle.attach(dialect.daos().enrollments());
    }

    @Override
    public EnrollmentJobs enrollmentJobs() {
        return handle.attach(EnrollmentJobDao.class);
    }

    @Override
    public EnrollmentJobPages enrollmentJobPages() {
        return handle.attach(EnrollmentJobPageDao.class);
    }

    @Override
    public Devices devices() {
        return handle.attach(dialect.daos().devices());
    }

    @Override
    public DeviceBlocks deviceBlocks() {
        return handle.attach(DeviceBlockDao.class);
    }

    @Override
    public Registrations registrations() {
        return handle.attach(RegistrationDao.class);
    }

    @Override
    public Credentials credentials() {
        return handle.attach(dialect.daos().credentials());
    }

    @Override
    public ClaimHistory history() {
        return handle.attach(dialect.daos().history());
    }

    @Override
    public Webhooks webhooks() {
        return handle.attach(WebhookDao.class);
    }

    @Override
    public Refusals refusals() {
        return handle.attach(RefusalDao.class);
    }

    @Override
    public Authorities authorities() {
        return handle.attach(AuthorityDao.class);
    }

    @Override
    public JoinTokens joinTokens() {
        return handle.attach(JoinTokenDao.class);
    }

    @Override
    public Edges edges() {
        return handle.attach(EdgeDao.class);
    }

    @Override
    public Leases leases() {
        return handle.attach(LeaseDao.class);
    }

    @Override
    public AuditLog audit() {
        return handle.attach(AuditDao.class);
    }
}
