package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.AccountStatus;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc.BootstrapServiceBlockingStub;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeResponse;
import io.firstclaim.proto.bootstrap.v1.DeregisterDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.bootstrap.v1.UntrustedReason;
import io.firstclaim.proto.bootstrap.v1.UpdateRegistrationRequest;
import io.firstclaim.proto.claim.v1.RefusalReason;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Status.Code;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BootstrapServiceTest {
    @RegisterExtension
    static final SharedCore CORE = new SharedCore();
    private final BootstrapServiceBlockingStub edge = BootstrapServiceGrpc.newBlockingStub(CORE.edge());

    private final TestAccount acme = CORE.account("Acme");
    private final TestFactory maker = TestFactory.named("Maker CA");
    private final TestDevice meter = maker.make("meter");
    private final Claims device = new Claims(edge);

    @Test
    void aHandshakeIsTrustedWhileSomeAccountTrustsTheMaker() {
        assertThat(check(meter).getUntrusted().getReason()).isEqualTo(UntrustedReason.UNTRUSTED_REASON_UNKNOWN_CA);
        acme.trust(maker);
        assertThat(check(meter).getTrusted().getAnchorFingerprint().toByteArray())
                .isEqualTo(Fingerprint.of(maker.ca()).bytes());
    }

    @Test
    void aChainHasOneToEightCertificates() {
        Failures.of(() -> edge.checkHandshake(CheckHandshakeRequest.getDefaultInstance()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR).blames("certificate_chain");
        var nine = CheckHandshakeRequest.newBuilder()
                .addAllCertificateChain(Collections.nCopies(9, meter.der())).build();
        Failures.of(() -> edge.checkHandshake(nine)).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR);
        var eight = CheckHandshakeRequest.newBuilder()
                .addAllCertificateChain(Collections.nCopies(8, meter.der())).build();
        assertThat(edge.checkHandshake(eight).hasUntrusted()).isTrue();
    }

    @Test
    void anEnrolledDeviceIsClaimedConfirmedAndRegistered() {
        acme.trust(maker);
        acme.enroll(meter);
        var claimed = device.claimed(meter);
        assertThat(claimed.getAccountId()).isEqualTo(acme.id());
        assertThat(claimed.getRepeated()).isFalse();
        assertThat(claimed.getServerCaCertificate().toByteArray()).isEqualTo(der(CORE.core().server()));
        assertThat(TestCore.certificate(claimed.getDeviceCertificate().toByteArray()).getSubjectX500Principal()
                .getName()).contains("CN=meter", "L=" + claimed.getDeviceId(), "OU=" + acme.id());
        assertThat(device.confirm(claimed)).isTrue();
        var registered = device.register(meter, claimed).getRegistered();
        assertThat(registered.getDeviceId()).isEqualTo(claimed.getDeviceId());
        assertThat(registered.getBootstrapRequested()).isFalse();
    }

    @Test
    void theSameDeviceAgainIsTheSameDeviceAndSupersedesWhatWasNotConfirmed() {
        acme.trust(maker);
        acme.enroll(meter);
        var first = device.claimed(meter);
        var second = device.claimed(meter);
        assertThat(second.getDeviceId()).isEqualTo(first.getDeviceId());
        assertThat(second.getRepeated()).isTrue();
        assertThat(device.confirm(first)).isFalse();
        assertThat(device.confirm(second)).isTrue();
        assertThat(device.confirm(second)).isTrue();
    }

    @Test
    void aRepeatWithTheRequestIdGivesTheSameCredential() {
        acme.trust(maker);
        acme.enroll(meter);
        var request = Claims.request(meter).build();
        assertThat(edge.claimDevice(request).getClaimed().getIntentId())
                .isEqualTo(edge.claimDevice(request).getClaimed().getIntentId());
    }

    @Test
    void eachRefusalOfTheTableIsGivenItsReason() {
        assertRefused(meter, RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED);
        acme.enroll(meter);
        assertRefused(meter, RefusalReason.REFUSAL_REASON_TRUSTED_CERTIFICATE_NOT_IN_ACCOUNT);
        acme.trust(maker);
        update(Account.newBuilder().setId(acme.id()).setDeviceQuota(0).build(), "device_quota");
        assertRefused(meter, RefusalReason.REFUSAL_REASON_ACCOUNT_DEVICE_QUOTA_REACHED);
        update(Account.newBuilder().setId(acme.id()).setDeviceQuota(2).build(), "device_quota");
        device.claimed(meter);
        var twin = maker.make("meter");
        acme.enroll(twin);
        assertRefused(twin, RefusalReason.REFUSAL_REASON_DUPLICATE_ENDPOINT_NAME);
        suspend();
        assertRefused(meter, RefusalReason.REFUSAL_REASON_ACCOUNT_SUSPENDED);
    }

    @Test
    void aPreAssignedDeviceComesInByItsAidWhereTheAccountProvedTheCa() {
        acme.trustProven(maker);
        assertThat(device.claim(meter, acme.id()).getClaimed().getAccountId()).isEqualTo(acme.id());
        var other = CORE.account("Other");
        other.trust(maker);
        assertThat(device.claim(maker.make("second"), other.id()).getRefused().getReason())
                .isEqualTo(RefusalReason.REFUSAL_REASON_ENROLLMENT_NOT_REGISTERED);
    }

    @Test
    void aClaimWithUnusableFieldsIsABrokenRequest() {
        var good = Claims.request(meter).build();
        invalid(() -> edge.claimDevice(good.toBuilder().setEndpointName("").build())).blames("endpoint_name");
        invalid(() -> edge.claimDevice(good.toBuilder().setEndpointName("x".repeat(65)).build()))
                .blames("endpoint_name");
        invalid(() -> edge.claimDevice(good.toBuilder().setAccountId("acme").build()));
        invalid(() -> edge.claimDevice(good.toBuilder().setPublicKey(ByteString.copyFromUtf8("key")).build()))
                .blames("public_key");
        invalid(() -> edge.claimDevice(good.toBuilder().clearCertificateChain().build()))
                .blames("certificate_chain");
        invalid(() -> edge.claimDevice(good.toBuilder().setRequestId("").build())).blames("request_id");
    }

    @Test
    void aRegistrationIsUpdatedAndEnded() {
        var claimed = claimedAndConfirmed();
        device.register(meter, claimed);
        var update = UpdateRegistrationRequest.newBuilder().addCertificateChain(claimed.getDeviceCertificate())
                .setAccountId(claimed.getAccountId()).setDeviceId(claimed.getDeviceId()).setLifetimeSeconds(600)
                .build();
        assertThat(edge.updateRegistration(update).getRegistered().getDeviceId()).isEqualTo(claimed.getDeviceId());
        var end = DeregisterDeviceRequest.newBuilder().addCertificateChain(claimed.getDeviceCertificate())
                .setAccountId(claimed.getAccountId()).setDeviceId(claimed.getDeviceId()).build();
        assertThat(edge.deregisterDevice(end).getDeregistered()).isTrue();
        assertThat(edge.deregisterDevice(end).getDeregistered()).isFalse();
        assertThat(edge.updateRegistration(update).hasRefused()).isTrue();
    }

    @Test
    void aDeviceWhoseEnrollmentWasCancelledMayNotRegister() {
        acme.trust(maker);
        var enrollment = acme.enroll(meter);
        var claimed = device.claimed(meter);
        acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(enrollment.getId()).build());
        assertThat(device.register(meter, claimed).hasRefused()).isTrue();
        assertThat(device.confirm(claimed)).isFalse();
    }

    @Test
    void aSuspendedAccountMakesRegistrationsWait() {
        var claimed = claimedAndConfirmed();
        suspend();
        assertThat(device.register(meter, claimed).hasUnavailable()).isTrue();
    }

    @Test
    void aRegistrationWithUnusableFieldsIsABrokenRequest() {
        var claimed = claimedAndConfirmed();
        var good = Claims.registration(meter, claimed).build();
        invalid(() -> edge.registerDevice(good.toBuilder().setLifetimeSeconds(-1).build()))
                .blames("lifetime_seconds");
        invalid(() -> edge.registerDevice(good.toBuilder().setLifetimeSeconds(Long.MAX_VALUE).build()))
                .blames("lifetime_seconds");
        invalid(() -> edge.registerDevice(good.toBuilder().setObjectLinks("x".repeat(16_385)).build()))
                .blames("object_links");
        assertThat(edge.registerDevice(good.toBuilder().setLifetimeSeconds(0).build()).hasRegistered()).isTrue();
    }

    @Test
    void anEdgeGetsTheCertificateThatItShowsToDevices() {
        var keys = TestFactory.newKeys();
        var request = IssueServerCertificateRequest.newBuilder()
                .setCertificationRequest(TestFactory.request(keys)).addHostNames("localhost").addHostNames("::1")
                .build();
        var chain = edge.issueServerCertificate(request).getCertificateChainList().stream()
                .map(der -> TestCore.certificate(der.toByteArray())).toList();
        assertThat(chain.getFirst().getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(chain.getFirst().getNotBefore()).hasTime(0);
        assertThat(chain.getLast()).isEqualTo(CORE.core().server().serverCaCertificate())
                .as("clients of the core do not trust it").isNotEqualTo(CORE.core().server().coreCaCertificate());
        invalid(() -> edge.issueServerCertificate(request.toBuilder().clearHostNames().build()))
                .blames("host_names");
        invalid(() -> edge.issueServerCertificate(
                request.toBuilder().addAllHostNames(Collections.nCopies(15, "localhost")).build()))
                .blames("host_names");
        invalid(() -> edge.issueServerCertificate(
                request.toBuilder().setCertificationRequest(ByteString.copyFromUtf8("?")).build()))
                .blames("certification_request");
    }

    private io.firstclaim.proto.bootstrap.v1.ClaimedDevice claimedAndConfirmed() {
        acme.trust(maker);
        acme.enroll(meter);
        var claimed = device.claimed(meter);
        device.confirm(claimed);
        return claimed;
    }

    private CheckHandshakeResponse check(TestDevice device) {
        return edge.checkHandshake(CheckHandshakeRequest.newBuilder().addCertificateChain(device.der()).build());
    }

    private void assertRefused(TestDevice presented, RefusalReason reason) {
        var refused = device.claim(presented).getRefused();
        assertThat(refused.getReason()).as(refused.getDetail()).isEqualTo(reason);
    }

    private static Failures invalid(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        return Failures.of(call).is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR);
    }

    private void suspend() {
        update(Account.newBuilder().setId(acme.id()).setStatus(AccountStatus.ACCOUNT_STATUS_SUSPENDED).build(),
                "status");
    }

    private static void update(Account wanted, String... paths) {
        var _ = AccountServiceGrpc.newBlockingStub(CORE.core().platform())
                .updateAccount(UpdateAccountRequest.newBuilder()
                        .setAccount(wanted).setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths))).build());
    }

    private static byte[] der(CoreServer server) {
        return io.firstclaim.server.call.Answers.der(server.serverCaCertificate()).toByteArray();
    }
}
