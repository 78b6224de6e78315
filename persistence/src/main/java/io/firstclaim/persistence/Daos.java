package io.firstclaim.persistence;

import io.firstclaim.persistence.account.AccountDao;
import io.firstclaim.persistence.account.PostgresAccountDao;
import io.firstclaim.persistence.claim.ClaimEventDao;
import io.firstclaim.persistence.claim.PostgresClaimEventDao;
import io.firstclaim.persistence.credential.CredentialDao;
import io.firstclaim.persistence.credential.PostgresCredentialDao;
import io.firstclaim.persistence.device.DeviceDao;
import io.firstclaim.persistence.device.PostgresDeviceDao;
import io.firstclaim.persistence.enrollment.EnrollmentDao;
import io.firstclaim.persistence.enrollment.PostgresEnrollmentDao;
import io.firstclaim.persistence.trust.PostgresTrustedCertificateDao;
import io.firstclaim.persistence.trust.TrustedCertificateDao;

/// The DAOs of the tables on which not all databases are asked in the same words.
record Daos(Class<? extends AccountDao> accounts, Class<? extends TrustedCertificateDao> trustedCertificates,
        Class<? extends EnrollmentDao> enrollments, Class<? extends DeviceDao> devices,
        Class<? extends CredentialDao> credentials, Class<? extends ClaimEventDao> history) {
    /// One row at a time, or in batches.
    static final Daos H2 = new Daos(AccountDao.class, TrustedCertificateDao.class, EnrollmentDao.class,
            DeviceDao.class, CredentialDao.class, ClaimEventDao.class);
    /// Many rows as arrays.
    static final Daos POSTGRESQL = new Daos(PostgresAccountDao.class, PostgresTrustedCertificateDao.class,
            PostgresEnrollmentDao.class, PostgresDeviceDao.class, PostgresCredentialDao.class,
            PostgresClaimEventDao.class);
}
