package io.firstclaim.server;

import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.grpc.Channel;

/// An account and the channels of its keys.
record TestAccount(String id, Channel admin, Channel reader) {

    EnrollmentServiceGrpc.EnrollmentServiceBlockingStub enrollments() {
        return EnrollmentServiceGrpc.newBlockingStub(admin);
    }

    TrustedCertificateServiceGrpc.TrustedCertificateServiceBlockingStub trust() {
        return TrustedCertificateServiceGrpc.newBlockingStub(admin);
    }

    DeviceServiceGrpc.DeviceServiceBlockingStub devices() {
        return DeviceServiceGrpc.newBlockingStub(admin);
    }

    ClaimHistoryServiceGrpc.ClaimHistoryServiceBlockingStub history() {
        return ClaimHistoryServiceGrpc.newBlockingStub(admin);
    }

    /// Trusts the maker for enrollment.
    TrustedCertificate trust(TestFactory maker) {
        return trust().createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(upload(maker).setEnrollmentMode(true)).build()).getTrustedCertificate();
    }

    /// Trusts the maker for pre-assigned devices, with the proof that this needs.
    TrustedCertificate trustProven(TestFactory maker) {
        return trust().createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(upload(maker)).setSignature(maker.proofFor(id)).build())
                .getTrustedCertificate();
    }

    Enrollment enroll(TestFactory.TestDevice device) {
        return enrollments().createEnrollment(CreateEnrollmentRequest.newBuilder()
                .setEnrollmentIdentity(device.enrollmentIdentity()).build()).getEnrollment();
    }

    static TrustedCertificate.Builder upload(TestFactory maker) {
        return TrustedCertificate.newBuilder().setName(maker.ca().getSubjectX500Principal().getName())
                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setCertificate(maker.pem());
    }
}
