package io.firstclaim.persistence;

import io.firstclaim.core.LeasesContract;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.TransactionsContract;
import io.firstclaim.core.account.AccountsContract;
import io.firstclaim.core.account.ApiKeysContract;
import io.firstclaim.core.account.AuditLogContract;
import io.firstclaim.core.claim.ClaimHistoryContract;
import io.firstclaim.core.claim.ClaimsInGroupsContract;
import io.firstclaim.core.claim.RefusalsContract;
import io.firstclaim.core.claim.WebhooksContract;
import io.firstclaim.core.credential.CredentialsContract;
import io.firstclaim.core.credential.SystemStoresContract;
import io.firstclaim.core.device.DeviceBlocksContract;
import io.firstclaim.core.device.DevicesContract;
import io.firstclaim.core.device.OneLiveDeviceContract;
import io.firstclaim.core.device.RegistrationsContract;
import io.firstclaim.core.enrollment.EnrollmentJobPagesContract;
import io.firstclaim.core.enrollment.EnrollmentJobsContract;
import io.firstclaim.core.enrollment.EnrollmentsContract;
import io.firstclaim.core.listing.ListsContract;
import io.firstclaim.core.trust.BootstrapAnchorsContract;
import io.firstclaim.core.trust.TrustedCertificatesContract;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The stores keep what the core relies on, whatever database they are on.
abstract class EveryStoresTest {
    @RegisterExtension
    final EmptyDatabase database;

    EveryStoresTest(EmptyDatabase database) {
        this.database = database;
    }

    @Nested
    class KeepsTransactions extends TransactionsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsAccounts extends AccountsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsApiKeys extends ApiKeysContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsTheAuditLog extends AuditLogContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsTrustedCertificates extends TrustedCertificatesContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsBootstrapAnchors extends BootstrapAnchorsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsEnrollments extends EnrollmentsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsEnrollmentJobs extends EnrollmentJobsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsEnrollmentJobPages extends EnrollmentJobPagesContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsClaimHistory extends ClaimHistoryContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsWebhooks extends WebhooksContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsRefusals extends RefusalsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsCredentials extends CredentialsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsSystemStores extends SystemStoresContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsLeases extends LeasesContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsDevices extends DevicesContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class Lists extends ListsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsOneLiveDevice extends OneLiveDeviceContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsDeviceBlocks extends DeviceBlocksContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class KeepsRegistrations extends RegistrationsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }

    @Nested
    class ClaimsInGroups extends ClaimsInGroupsContract {
        @Override
        protected Transactions open() {
            return database.open();
        }
    }
}
