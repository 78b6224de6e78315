package io.firstclaim.benchmarks.bulk;

import com.google.protobuf.ByteString;
import io.firstclaim.benchmarks.scale.Factory;
import io.firstclaim.core.claim.DevicePresentation;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.edge.trust.P256;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.grpc.Channel;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/// An account whose devices are claimed one after the other, each at its time, and how long each of them waits.
final class ClaimsBeside {
    private static final long PERIOD_MILLIS = 50;
    private static final double NANOS_PER_MILLI = 1e6;

    private final BootstrapServiceBlockingStub edge;
    private final ByteString publicKey = ByteString.copyFrom(P256.generate().getPublic().getEncoded());
    private final Deque<DevicePresentation> devices;

    /// @param account
    ///            calls of its administrator
    /// @param count
    ///            how many devices there are, at most 1000
    ClaimsBeside(Channel account, Channel edge, int count) {
        var factory = new Factory(1, 0);
        this.edge = BootstrapServiceGrpc.newBlockingStub(edge);
        this.devices = new ArrayDeque<>(IntStream.range(0, count).mapToObj(i -> factory.device(i, 0)).toList());
        TrustedCertificateServiceGrpc.newBlockingStub(account)
                .createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(TrustedCertificate.newBuilder().setName("maker")
                                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setEnrollmentMode(true)
                                .setCertificate(factory.ca(0).pem()))
                        .build());
        var ids = devices.stream().map(device -> CreateEnrollmentRequest.newBuilder()
                .setEnrollmentIdentity(new EnrollmentId(device.fingerprint()).toString()).build());
        EnrollmentServiceGrpc.newBlockingStub(account).batchCreateEnrollments(
                BatchCreateEnrollmentsRequest.newBuilder().addAllRequests(ids.toList()).build());
    }

    /// So many claims, nothing beside.
    List<Double> alone(int count) {
        return IntStream.range(0, count).mapToObj(_ -> claim()).toList();
    }

    /// Does something, with claims beside: the milliseconds that each waited from when it was due.
    List<Double> beside(Callable<Void> work) throws Exception {
        var waits = new ArrayList<Double>(List.of(claim()));
        try (var clock = Executors.newSingleThreadScheduledExecutor()) {
            var next = clock.scheduleAtFixedRate(() -> {
                if (!devices.isEmpty()) {
                    waits.add(claim());
                }
            }, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
            work.call();
            next.cancel(false);
            if (next.isDone() && !next.isCancelled()) {
                next.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("A claim failed beside the bulk job", e);
        }
        return waits;
    }

    private double claim() {
        var device = devices.remove();
        var request = ClaimDeviceRequest.newBuilder().setRequestId(device.requestId().text())
                .setEndpointName(device.endpointName().text())
                .setPublicKey(publicKey);
        device.chain().certificates().forEach(one -> request.addCertificateChain(der(one)));
        var began = System.nanoTime();
        var answer = edge.claimDevice(request.build());
        if (!answer.hasClaimed()) {
            throw new IllegalStateException("A device was refused: " + answer);
        }
        return (System.nanoTime() - began) / NANOS_PER_MILLI;
    }

    private static ByteString der(X509Certificate certificate) {
        try {
            return ByteString.copyFrom(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate that was made can't be written", e);
        }
    }
}
