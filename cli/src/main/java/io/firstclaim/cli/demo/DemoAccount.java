package io.firstclaim.cli.demo;

import io.firstclaim.api.CoreChannel;
import io.firstclaim.core.ResourceId;
import io.firstclaim.core.enrollment.EnrollmentId;
import io.firstclaim.factory.MakerCa;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// An account of the demonstration: what its administrator does, over the same contract as everyone's.
final class DemoAccount implements AutoCloseable {
    private final String name;
    private final String id;
    private final CoreChannel channel;

    DemoAccount(String name, String id, CoreChannel channel) {
        this.name = name;
        this.id = id;
        this.channel = channel;
    }

    String name() {
        return name;
    }

    String id() {
        return id;
    }

    /// Uploads a maker's CA for enrollment.
    void trust(DemoMaker maker) {
        upload(maker, true, "");
    }

    /// Uploads a CA whose key the account holds, so that its devices need no enrollment.
    void trustAsOwn(DemoMaker maker) {
        MakerCa ca = maker.ca();
        upload(maker, false, ca.signatureFor(ResourceId.parse("account", id)));
    }

    private void upload(DemoMaker maker, boolean enrollmentMode, String signature) {
        TrustedCertificateServiceGrpc.newBlockingStub(channel.channel()).withWaitForReady()
                .createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(TrustedCertificate.newBuilder().setName(maker.name())
                                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP)
                                .setCertificate(maker.certificatePem()).setEnrollmentMode(enrollmentMode))
                        .setSignature(signature).build());
    }

    /// Lists a device.
    void enroll(EnrollmentId device) {
        EnrollmentServiceGrpc.newBlockingStub(channel.channel()).withWaitForReady().createEnrollment(
                CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(device.toString()).build());
    }

    /// Takes a device off the list.
    void cancel(EnrollmentId device) {
        var enrollments = EnrollmentServiceGrpc.newBlockingStub(channel.channel()).withWaitForReady();
        String enrollment = enrollments
                .listEnrollments(ListEnrollmentsRequest.newBuilder().setEnrollmentIdentity(device.toString()).build())
                .getEnrollments(0).getId();
        enrollments.cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment).build());
    }

    /// The device of that name, if the account has one.
    Optional<Device> device(String endpointName) {
        return DeviceServiceGrpc.newBlockingStub(channel.channel()).withWaitForReady()
                .listDevices(ListDevicesRequest.newBuilder().setEndpointName(endpointName).build()).getDevicesList()
                .stream().findFirst();
    }

    /// The device of that name and its state, in words.
    String shows(String endpointName) {
        return device(endpointName)
                .map(device -> endpointName + " "
                        + device.getState().name().replace("DEVICE_STATE_", "").toLowerCase(Locale.ROOT))
                .orElse("not there");
    }

    /// What happened to a device while it was the account's.
    List<ClaimEvent> history(EnrollmentId device) {
        return ClaimHistoryServiceGrpc.newBlockingStub(channel.channel()).withWaitForReady().listClaimEvents(
                ListClaimEventsRequest.newBuilder().setEnrollmentIdentity(device.toString()).build()).getEventsList();
    }

    @Override
    public void close() {
        channel.close();
    }
}
