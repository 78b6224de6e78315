package io.firstclaim.it.stack;

import io.firstclaim.api.Caller;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.claim.v1.ClaimEvent;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.Refusal;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.grpc.Channel;
import java.util.List;
import java.util.Optional;

/// An account and its administrator.
public final class Tenant {
    private static final int PAGE = 1000;

    private final Installation stack;
    private final String id;
    private final String apiKey;
    private final Channel channel;

    Tenant(Installation stack, String id, String apiKey) {
        this.stack = stack;
        this.id = id;
        this.apiKey = apiKey;
        this.channel = stack.channel(Caller.apiKey(apiKey));
    }

    /// The account id.
    public String id() {
        return id;
    }

    /// The full text of its administrator's key.
    public String apiKey() {
        return apiKey;
    }

    /// Uploads the maker's CA in enrollment mode.
    public TrustedCertificate trusts(Maker maker) {
        return upload(certificateOf(maker).setEnrollmentMode(true), "");
    }

    /// Uploads the maker's CA with the proof that the account holds its key: it is the maker.
    public TrustedCertificate isMaker(Maker maker) {
        return upload(certificateOf(maker), maker.signatureFor(id));
    }

    /// A CA of that maker for bootstrap, as an upload that tests may change.
    public static TrustedCertificate.Builder certificateOf(Maker maker) {
        return TrustedCertificate.newBuilder().setName(maker.name())
                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP)
                .setCertificate(maker.certificatePem());
    }

    /// Uploads a CA.
    public TrustedCertificate upload(TrustedCertificate.Builder certificate, String signature) {
        return certificates().createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(certificate).setSignature(signature).build()).getTrustedCertificate();
    }

    /// Lists an enrollment ID.
    public Enrollment enroll(String enrollmentId) {
        return enrollments().createEnrollment(
                CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(enrollmentId).build()).getEnrollment();
    }

    /// Takes an enrollment ID off the list.
    public void cancel(String enrollmentId) {
        enrollments().cancelEnrollment(
                CancelEnrollmentRequest.newBuilder().setId(enrollment(enrollmentId).orElseThrow().getId()).build());
    }

    /// The line of the list with that enrollment ID.
    public Optional<Enrollment> enrollment(String enrollmentId) {
        return enrollments().listEnrollments(
                ListEnrollmentsRequest.newBuilder().setEnrollmentIdentity(enrollmentId).build()).getEnrollmentsList()
                .stream().findFirst();
    }

    /// The device in the directory that the meter is.
    public Optional<Device> device(Meter meter) {
        return devices().stream().filter(device -> device.getEnrollmentIdentity().equals(meter.enrollmentId()))
                .findFirst();
    }

    /// The first 1000 devices of the directory.
    public List<Device> devices() {
        return directory().listDevices(ListDevicesRequest.newBuilder().setPageSize(PAGE).build()).getDevicesList();
    }

    /// What happened to the meter in this account, oldest first.
    public List<ClaimEventType> historyOf(Meter meter) {
        return history().listClaimEvents(ListClaimEventsRequest.newBuilder().setPageSize(PAGE)
                .setEnrollmentIdentity(meter.enrollmentId()).build()).getEventsList().stream().map(ClaimEvent::getType)
                .toList();
    }

    /// The refusals that the account may see without naming a device.
    public List<Refusal> refusals() {
        return history().listRefusals(ListRefusalsRequest.newBuilder().setPageSize(PAGE).build()).getRefusalsList();
    }

    /// The account as it is now.
    public Account account() {
        return AccountServiceGrpc.newBlockingStub(channel).withWaitForReady()
                .getAccount(GetAccountRequest.getDefaultInstance()).getAccount();
    }

    /// Has the platform administrator suspend the account, or lift that.
    public void becomes(AccountStatus status) {
        stack.accounts().updateAccount(UpdateAccountRequest.newBuilder()
                .setAccount(Account.newBuilder().setId(id).setStatus(status))
                .setUpdateMask(com.google.protobuf.FieldMask.newBuilder().addPaths("status")).build());
    }

    /// Has the platform administrator set the device quota.
    public void mayOwn(int devices) {
        stack.accounts().updateAccount(UpdateAccountRequest.newBuilder()
                .setAccount(Account.newBuilder().setId(id).setDeviceQuota(devices))
                .setUpdateMask(com.google.protobuf.FieldMask.newBuilder().addPaths("device_quota")).build());
    }

    /// The enrollment list.
    public EnrollmentServiceGrpc.EnrollmentServiceBlockingStub enrollments() {
        return EnrollmentServiceGrpc.newBlockingStub(channel).withWaitForReady();
    }

    /// The trusted certificates.
    public TrustedCertificateServiceGrpc.TrustedCertificateServiceBlockingStub certificates() {
        return TrustedCertificateServiceGrpc.newBlockingStub(channel).withWaitForReady();
    }

    /// The devices.
    public DeviceServiceGrpc.DeviceServiceBlockingStub directory() {
        return DeviceServiceGrpc.newBlockingStub(channel).withWaitForReady();
    }

    /// The history.
    public ClaimHistoryServiceGrpc.ClaimHistoryServiceBlockingStub history() {
        return ClaimHistoryServiceGrpc.newBlockingStub(channel).withWaitForReady();
    }

    /// The account's channel.
    public Channel channel() {
        return channel;
    }

    @Override
    public String toString() {
        return "account " + id;
    }
}
