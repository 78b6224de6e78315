package io.firstclaim.server;

import io.firstclaim.api.trace.Tracing;
import io.firstclaim.core.ResourceIds;
import io.firstclaim.core.Transactions;
import io.firstclaim.core.account.CreateAccount;
import io.firstclaim.core.account.CreateApiKey;
import io.firstclaim.core.account.DeleteApiKey;
import io.firstclaim.core.account.ReadAccounts;
import io.firstclaim.core.account.ReadApiKeys;
import io.firstclaim.core.account.ReadAuditLog;
import io.firstclaim.core.account.UpdateAccount;
import io.firstclaim.core.account.UpdateApiKey;
import io.firstclaim.core.claim.ClaimDevices;
import io.firstclaim.core.claim.CreateWebhook;
import io.firstclaim.core.claim.DeleteWebhook;
import io.firstclaim.core.claim.ExplainEnrollment;
import io.firstclaim.core.claim.ReadRefusals;
import io.firstclaim.core.claim.ReadWebhooks;
import io.firstclaim.core.claim.RefusalLog;
import io.firstclaim.core.claim.ReplayWebhook;
import io.firstclaim.core.credential.AnnounceEdge;
import io.firstclaim.core.credential.Certifier;
import io.firstclaim.core.credential.ConfirmBootstrap;
import io.firstclaim.core.credential.CreateJoinToken;
import io.firstclaim.core.credential.DeviceAuthority;
import io.firstclaim.core.credential.IssueServerCertificate;
import io.firstclaim.core.credential.JoinEdge;
import io.firstclaim.core.credential.ReadServerCredentials;
import io.firstclaim.core.credential.SystemAuthorities;
import io.firstclaim.core.device.DeleteDevice;
import io.firstclaim.core.device.DeregisterDevice;
import io.firstclaim.core.device.ReadDevices;
import io.firstclaim.core.device.RegisterDevice;
import io.firstclaim.core.device.RequestBootstrap;
import io.firstclaim.core.device.UnblockDevice;
import io.firstclaim.core.device.UpdateDevice;
import io.firstclaim.core.device.UpdateRegistration;
import io.firstclaim.core.enrollment.CancelEnrollment;
import io.firstclaim.core.enrollment.CreateEnrollmentJob;
import io.firstclaim.core.enrollment.CreateEnrollments;
import io.firstclaim.core.enrollment.ReadEnrollmentJobs;
import io.firstclaim.core.enrollment.ReadEnrollments;
import io.firstclaim.core.enrollment.RunEnrollmentJobs;
import io.firstclaim.core.trust.CheckHandshake;
import io.firstclaim.core.trust.CreateTrustedCertificate;
import io.firstclaim.core.trust.DeleteTrustedCertificate;
import io.firstclaim.core.trust.ReadTrustedCertificates;
import io.firstclaim.core.trust.TrustPath;
import io.firstclaim.core.trust.UpdateTrustedCertificate;
import io.firstclaim.server.account.AccountService;
import io.firstclaim.server.account.AuditService;
import io.firstclaim.server.claim.BootstrapService;
import io.firstclaim.server.claim.ClaimHistoryService;
import io.firstclaim.server.claim.WebhookService;
import io.firstclaim.server.credential.EdgeIdentityService;
import io.firstclaim.server.credential.ServerCredentialsService;
import io.firstclaim.server.device.DeviceService;
import io.firstclaim.server.enrollment.EnrollmentJobService;
import io.firstclaim.server.enrollment.EnrollmentService;
import io.firstclaim.server.health.CoreMetrics;
import io.firstclaim.server.trust.TrustAnchorWatch;
import io.firstclaim.server.trust.TrustedCertificateService;
import io.grpc.BindableService;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// The services of the contract on their use cases.
record Services(CoreConfig config, Transactions transactions, ResourceIds ids, InstantSource clock,
        SecureRandom random, SystemAuthorities authorities, CoreMetrics metrics) {

    List<BindableService> all(CheckHandshake handshakes, TrustPath path, RefusalLog refusals,
            TrustAnchorWatch anchors, EventWork events) {
        return List.of(accounts(), new AuditService(new ReadAuditLog(transactions)), trustedCertificates(),
                enrollments(), enrollmentJobs(), devices(),
                new ClaimHistoryService(new ReadRefusals(transactions), events.read(), events.streams(),
                        new ExplainEnrollment(transactions, clock, path)),
                webhooks(events), edgeIdentity(),
                new ServerCredentialsService(new ReadServerCredentials(transactions),
                        authorities.servers().certificate()),
                bootstrap(handshakes, path, refusals, anchors));
    }

    CreateJoinToken createJoinToken() {
        return new CreateJoinToken(transactions, random, clock);
    }

    private AccountService accounts() {
        return new AccountService(new CreateAccount(transactions, ids, random, clock, config.accounts()),
                new ReadAccounts(transactions), new UpdateAccount(transactions, clock),
                new CreateApiKey(transactions, ids, random, clock), new ReadApiKeys(transactions),
                new UpdateApiKey(transactions, clock),
                new DeleteApiKey(transactions));
    }

    private TrustedCertificateService trustedCertificates() {
        return new TrustedCertificateService(new CreateTrustedCertificate(transactions, ids, clock),
                new ReadTrustedCertificates(transactions, clock), new UpdateTrustedCertificate(transactions, clock),
                new DeleteTrustedCertificate(transactions));
    }

    private EnrollmentService enrollments() {
        return new EnrollmentService(
                new CreateEnrollments(transactions, ids, clock, config.timing().pendingEnrollments()),
                new ReadEnrollments(transactions, clock), new CancelEnrollment(transactions, ids, clock));
    }

    private EnrollmentJobService enrollmentJobs() {
        return new EnrollmentJobService(new CreateEnrollmentJob(transactions, ids, clock, config.jobs().limits()),
                new ReadEnrollmentJobs(transactions, clock));
    }

    RunEnrollmentJobs runEnrollmentJobs() {
        return new RunEnrollmentJobs(transactions, ids, clock, config.timing().pendingEnrollments(),
                config.jobs().kept());
    }

    private DeviceService devices() {
        return new DeviceService(new ReadDevices(transactions), new UpdateDevice(transactions, clock),
                new DeleteDevice(transactions, ids, clock), new UnblockDevice(transactions, ids, clock),
                new RequestBootstrap(transactions, ids, clock));
    }

    private WebhookService webhooks(EventWork events) {
        return new WebhookService(
                new CreateWebhook(transactions, ids, clock, random, events.secrets(), events.read(), events.targets(),
                        config.webhooks().maxPerAccount()),
                new ReadWebhooks(transactions), new ReplayWebhook(transactions, events.read()),
                new DeleteWebhook(transactions));
    }

    private EdgeIdentityService edgeIdentity() {
        return new EdgeIdentityService(createJoinToken(), new JoinEdge(transactions, authorities.core(), clock));
    }

    private BootstrapService bootstrap(CheckHandshake handshakes, TrustPath path, RefusalLog refusals,
            TrustAnchorWatch anchors) {
        var deviceCa = authorities.devices();
        return new BootstrapService(handshakes,
                new ClaimDevices(transactions, ids, clock, path, signing(deviceCa), refusals),
                new ConfirmBootstrap(transactions, ids, clock),
                new RegisterDevice(transactions, ids, clock, deviceCa),
                new UpdateRegistration(transactions, ids, clock, deviceCa),
                new DeregisterDevice(transactions, ids, clock, deviceCa), anchors,
                new IssueServerCertificate(transactions, authorities.servers()),
                new AnnounceEdge(transactions, clock), metrics);
    }

    private static Certifier signing(DeviceAuthority authority) {
        return (credential, key) -> Tracing.step("sign credential", () -> authority.certify(credential, key));
    }
}
