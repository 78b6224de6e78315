package io.firstclaim.benchmarks.peers;

import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/// An account at a core, which trusts a maker and lists its devices.
final class Tenant {
    private static final int QUOTA = 10_000_000;
    private static final int BATCH = 1000;

    private final CoreAddress core;
    private final X509Certificate coreCa;
    private final String key;

    private Tenant(CoreAddress core, X509Certificate coreCa, String key) {
        this.core = core;
        this.coreCa = coreCa;
        this.key = key;
    }

    /// A new account.
    ///
    /// @param server
    ///            a product, in a process of its own
    static Tenant of(ServerProcess server, Maker maker) throws IOException {
        var core = CoreAddress.parse(server.fact("core"));
        var coreCa = read(Path.of(server.fact("ca")));
        try (var channel = CoreChannel.open(core, coreCa, Caller.apiKey(server.fact("key")))) {
            var created = AccountServiceGrpc.newBlockingStub(channel.channel()).createAccount(CreateAccountRequest
                    .newBuilder().setDisplayName("Benchmark").setDeviceQuota(QUOTA).build());
            var tenant = new Tenant(core, coreCa, created.getApiKey());
            tenant.trust(maker);
            return tenant;
        }
    }

    private static X509Certificate read(Path file) throws IOException {
        try (var pem = Files.newInputStream(file)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(pem);
        } catch (GeneralSecurityException e) {
            throw new IOException("no certificate in " + file, e);
        }
    }

    private void trust(Maker maker) {
        try (var channel = CoreChannel.open(core, coreCa, Caller.apiKey(key))) {
            TrustedCertificateServiceGrpc.newBlockingStub(channel.channel())
                    .createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                            .setTrustedCertificate(TrustedCertificate.newBuilder().setName("Maker")
                                    .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP)
                                    .setStatus(TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE)
                                    .setCertificate(maker.pem()).setEnrollmentMode(true))
                            .build());
        }
    }

    /// Lists devices, so that they can be claimed.
    void enroll(List<Device> devices) {
        try (var channel = CoreChannel.open(core, coreCa, Caller.apiKey(key))) {
            var enrollments = EnrollmentServiceGrpc.newBlockingStub(channel.channel());
            for (int from = 0; from < devices.size(); from += BATCH) {
                var batch = BatchCreateEnrollmentsRequest.newBuilder();
                for (var device : devices.subList(from, Math.min(from + BATCH, devices.size()))) {
                    batch.addRequests(CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(
                            EnrollmentId.ofCertificate(Maker.encoded(device.certificate())).toString()));
                }
                var results = enrollments.batchCreateEnrollments(batch.build()).getResultsList();
                if (results.stream().anyMatch(result -> !result.hasEnrollment())) {
                    throw new IllegalStateException("A device can't be enrolled: " + results.getFirst());
                }
            }
        }
    }
}
