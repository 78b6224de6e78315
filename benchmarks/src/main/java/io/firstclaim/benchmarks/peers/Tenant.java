package io.firstclaim.benchmarks.peers;

import com.google.protobuf.ByteString;
import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreAddress;
import io.firstclaim.api.CoreChannel;
import io.firstclaim.benchmarks.load.Device;
import io.firstclaim.benchmarks.load.Maker;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobResponse;
import io.firstclaim.proto.enrollment.v1.EnrollmentJob;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc.EnrollmentJobServiceBlockingStub;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobState;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// An account at a core, which trusts a maker and lists its devices.
final class Tenant {
    private static final int QUOTA = 10_000_000;
    private static final int ROWS_OF_A_PIECE = 2000;
    private static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

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

    /// Lists devices, so that they can be claimed, by a bulk job.
    void enroll(List<Device> devices) {
        try (var channel = CoreChannel.open(core, coreCa, Caller.apiKey(key))) {
            var created = new CompletableFuture<CreateEnrollmentJobResponse>();
            var upload = EnrollmentJobServiceGrpc.newStub(channel.channel())
                    .withDeadlineAfter(PATIENCE.toSeconds(), TimeUnit.SECONDS).createEnrollmentJob(result(created));
            upload.onNext(CreateEnrollmentJobRequest.newBuilder()
                    .setSpec(EnrollmentJobSpec.newBuilder().setType(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD))
                    .build());
            upload.onNext(csv("enrollment_identity\n"));
            for (int from = 0; from < devices.size(); from += ROWS_OF_A_PIECE) {
                upload.onNext(csv(devices.subList(from, Math.min(from + ROWS_OF_A_PIECE, devices.size())).stream()
                        .map(device -> EnrollmentId.ofCertificate(Maker.encoded(device.certificate())) + "\n")
                        .collect(Collectors.joining())));
            }
            upload.onCompleted();
            awaitEnd(EnrollmentJobServiceGrpc.newBlockingStub(channel.channel()), created.join().getJob());
        }
    }

    private static CreateEnrollmentJobRequest csv(String rows) {
        return CreateEnrollmentJobRequest.newBuilder().setCsv(ByteString.copyFromUtf8(rows)).build();
    }

    private static <T> StreamObserver<T> result(CompletableFuture<T> future) {
        return new StreamObserver<>() {
            @Override
            public void onNext(T answer) {
                future.complete(answer);
            }

            @Override
            public void onError(Throwable failure) {
                future.completeExceptionally(failure);
            }

            @Override
            public void onCompleted() {
                // The answer has come before.
            }
        };
    }

    private static void awaitEnd(EnrollmentJobServiceBlockingStub jobs, EnrollmentJob begun) {
        var job = begun;
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (job.getState() != EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED && System.nanoTime() < deadline) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
            job = jobs.getEnrollmentJob(GetEnrollmentJobRequest.newBuilder().setId(begun.getId()).build()).getJob();
        }
        if (job.getState() != EnrollmentJobState.ENROLLMENT_JOB_STATE_COMPLETED || job.getErrorCount() > 0) {
            throw new IllegalStateException("Not all devices could be enrolled: " + job);
        }
    }
}
