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
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;

/// The stores of one transaction: each DAO on the connection of the transaction. For one thread.
final class JdbiStores implements Stores {
    private final Handle handle;
    private final Dialect dialect;
    /// To attach one costs as much as a small statement.
    private final Map<Class<?>, Object> attached = new HashMap<>();

    JdbiStores(Handle handle, Dialect dialect) {
        this.handle = handle;
        this.dialect = dialect;
    }

    @Override
    public Accounts accounts() {
        return dao(dialect.daos().accounts());
    }

    @Override
    public ApiKeys apiKeys() {
        return dao(ApiKeyDao.class);
    }

    @Override
    public TrustedCertificates trustedCertificates() {
        return dao(dialect.daos().trustedCertificates());
    }

    @Override
    public Enrollments enrollments() {
        return dao(dialect.daos().enrollments());
    }

    @Override
    public EnrollmentJobs enrollmentJobs() {
        return dao(EnrollmentJobDao.class);
    }

    @Override
    public EnrollmentJobPages enrollmentJobPages() {
        return dao(EnrollmentJobPageDao.class);
    }

    @Override
    public Devices devices() {
        return dao(dialect.daos().devices());
    }

    @Override
    public DeviceBlocks deviceBlocks() {
        return dao(DeviceBlockDao.class);
    }

    @Override
    public Registrations registrations() {
        return dao(RegistrationDao.class);
    }

    @Override
    public Credentials credentials() {
        return dao(dialect.daos().credentials());
    }

    @Override
    public ClaimHistory history() {
        return dao(dialect.daos().history());
    }

    @Override
    public Webhooks webhooks() {
        return dao(WebhookDao.class);
    }

    @Override
    public Refusals refusals() {
        return dao(RefusalDao.class);
    }

    @Override
    public Authorities authorities() {
        return dao(AuthorityDao.class);
    }

    @Override
    public JoinTokens joinTokens() {
        return dao(JoinTokenDao.class);
    }

    @Override
    public Edges edges() {
        return dao(EdgeDao.class);
    }

    @Override
    public Leases leases() {
        return dao(LeaseDao.class);
    }

    @Override
    public AuditLog audit() {
        return dao(AuditDao.class);
    }

    private <D> D dao(Class<D> type) {
        return type.cast(attached.computeIfAbsent(type, handle::attach));
    }
}
