package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.firstclaim.core.trust.Fingerprint;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateStatus;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TrustedCertificateServiceTest {
    private static final TestFactory MAKER = TestFactory.named("Maker CA");

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();

    private final TestAccount acme = CORE.account("Acme");

    @Test
    void aCertificateForEnrollmentNeedsNoProof() {
        var created = acme.trust(MAKER);
        assertThat(created.getEnrollmentMode()).isTrue();
        assertThat(created.getProven()).isFalse();
        assertThat(created.getStatus()).isEqualTo(TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_ACTIVE);
        assertThat(created.getCertificate()).isEqualTo(MAKER.pem());
        assertThat(created.getCertificateFingerprint()).isEqualTo(Fingerprint.of(MAKER.ca()).hex());
        assertThat(created.getSubject()).isEqualTo("CN=Maker CA");
        assertThat(created.getIssuer()).isEqualTo("CN=Maker CA");
        assertThat(created.getAccountId()).isEqualTo(acme.id());
        assertThat(get(created.getId())).isEqualTo(created);
    }

    @Test
    void aCertificateForPreAssignedDevicesNeedsTheProofForThisVeryAccount() {
        assertThat(acme.trustProven(MAKER).getProven()).isTrue();
        var other = CORE.account("Other");
        var stolen = CreateTrustedCertificateRequest.newBuilder().setTrustedCertificate(TestAccount.upload(MAKER))
                .setSignature(MAKER.proofFor(acme.id())).build();
        Failures.of(() -> other.trust().createTrustedCertificate(stolen)).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR);
        Failures.of(() -> other.trust().createTrustedCertificate(stolen.toBuilder().clearSignature().build()))
                .is(Code.INVALID_ARGUMENT, ErrorReason.ERROR_REASON_VALIDATION_ERROR);
    }

    @Test
    void whatIsNoCaCertificateIsRefused() {
        var leaf = TestFactory.pem(MAKER.make("meter").certificate());
        invalid(TestAccount.upload(MAKER).setEnrollmentMode(true).setCertificate("no PEM")).blames("certificate");
        invalid(TestAccount.upload(MAKER).setEnrollmentMode(true).setCertificate(leaf)).blames("certificate");
        invalid(TestAccount.upload(MAKER).setEnrollmentMode(true).setName("")).blames("name");
        invalid(TestAccount.upload(MAKER).setEnrollmentMode(true).setDescription("x".repeat(501)))
                .blames("description");
        invalid(TestAccount.upload(MAKER).setEnrollmentMode(true).clearService()).blames("service");
    }

    @Test
    void anAccountHasANameAndACertificateOnce() {
        acme.trust(MAKER);
        Failures.of(() -> acme.trust(MAKER)).is(Code.ALREADY_EXISTS, ErrorReason.ERROR_REASON_DUPLICATE);
        Failures.of(() -> acme.trust(TestFactory.named("Maker CA"))).is(Code.ALREADY_EXISTS,
                ErrorReason.ERROR_REASON_DUPLICATE);
        assertThat(CORE.account("Other").trust(MAKER).getId()).isNotEmpty();
    }

    @Test
    void aRepeatWithTheRequestIdGivesTheSameCertificate() {
        var request = CreateTrustedCertificateRequest.newBuilder().setRequestId("r-1")
                .setTrustedCertificate(TestAccount.upload(MAKER).setEnrollmentMode(true)).build();
        assertThat(acme.trust().createTrustedCertificate(request))
                .isEqualTo(acme.trust().createTrustedCertificate(request));
    }

    @Test
    void anAccountHasAsManyAsItMay() {
        AccountServiceGrpc.newBlockingStub(CORE.core().platform()).updateAccount(UpdateAccountRequest.newBuilder()
                .setAccount(Account.newBuilder().setId(acme.id()).setTrustedCertificateLimit(1))
                .setUpdateMask(FieldMask.newBuilder().addPaths("trusted_certificate_limit")).build());
        var first = acme.trust(MAKER);
        Failures.of(() -> acme.trust(TestFactory.named("one more"))).is(Code.RESOURCE_EXHAUSTED,
                ErrorReason.ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED);
        delete(first.getId());
        assertThat(acme.trust(TestFactory.named("one more")).getId()).isNotEmpty();
    }

    @Test
    void certificatesAreListedPageByPage() {
        var made = List.of(acme.trust(TestFactory.named("one")).getId(), acme.trust(TestFactory.named("two")).getId(),
                acme.trust(TestFactory.named("three")).getId());
        var seen = new ArrayList<String>();
        var first = acme.trust()
                .listTrustedCertificates(ListTrustedCertificatesRequest.newBuilder().setPageSize(2).build());
        first.getTrustedCertificatesList().forEach(certificate -> seen.add(certificate.getId()));
        var last = acme.trust().listTrustedCertificates(ListTrustedCertificatesRequest.newBuilder().setPageSize(2)
                .setPageToken(first.getNextPageToken()).build());
        last.getTrustedCertificatesList().forEach(certificate -> seen.add(certificate.getId()));
        assertThat(seen).isEqualTo(made);
        assertThat(last.getNextPageToken()).isEmpty();
    }

    @Test
    void certificatesAreChosenByConditionsAndCounted() {
        acme.trust(TestFactory.named("one"));
        var second = acme.trust(TestFactory.named("Number_2"));
        var chosen = acme.trust().listTrustedCertificates(ListTrustedCertificatesRequest.newBuilder()
                .setIncludeTotalSize(true).addConditions(Condition.newBuilder().setField("subject")
                        .setOperator(Operator.OPERATOR_CONTAINS).addValues("number_"))
                .build());
        assertThat(chosen.getTrustedCertificatesList()).containsExactly(second);
        assertThat(chosen.getTotalSize()).isEqualTo(1);
        var youngest = acme.trust().listTrustedCertificates(ListTrustedCertificatesRequest.newBuilder()
                .setIncludeTotalSize(true).setDescending(true).setPageSize(1).build());
        assertThat(youngest.getTrustedCertificatesList()).containsExactly(second);
        assertThat(youngest.getTotalSize()).isEqualTo(2);
    }

    @Test
    void anUpdateChangesWhatTheMaskNamesAndChecksTheEtag() {
        var before = acme.trust(MAKER);
        var inactive = update(before.toBuilder()
                .setStatus(TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE).setName("ignored").build(),
                "", "status");
        assertThat(inactive.getStatus()).isEqualTo(TrustedCertificateStatus.TRUSTED_CERTIFICATE_STATUS_INACTIVE);
        assertThat(inactive.getName()).isEqualTo(before.getName());
        Failures.of(() -> update(before, "", "status")).is(Code.ABORTED,
                ErrorReason.ERROR_REASON_PRECONDITION_FAILED);
        var lwm2m = update(inactive.toBuilder().setService(TrustedService.TRUSTED_SERVICE_LWM2M).build(), "",
                "service");
        assertThat(lwm2m.getService()).isEqualTo(TrustedService.TRUSTED_SERVICE_LWM2M);
    }

    @Test
    void leavingEnrollmentModeNeedsTheProof() {
        var before = acme.trust(MAKER);
        var wanted = before.toBuilder().setEnrollmentMode(false).build();
        Failures.of(() -> update(wanted, "", "enrollment_mode")).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR);
        assertThat(update(wanted, MAKER.proofFor(acme.id()), "enrollment_mode").getProven()).isTrue();
    }

    @Test
    void aForeignCertificateIsNotFoundInTheSameWordsAsNone() {
        var foreign = CORE.account("Other").trust(MAKER).getId();
        var message = Failures.of(() -> get(foreign)).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND)
                .message();
        assertThat(message.replace(foreign, "")).doesNotContainIgnoringCase("account");
        Failures.of(() -> delete(foreign)).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        var wanted = TrustedCertificate.newBuilder().setId(foreign).setName("mine").build();
        Failures.of(() -> update(wanted, "", "name")).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
    }

    @Test
    void aDeletedCertificateIsGone() {
        var created = acme.trust(MAKER);
        delete(created.getId());
        Failures.of(() -> get(created.getId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
        Failures.of(() -> delete(created.getId())).is(Code.NOT_FOUND, ErrorReason.ERROR_REASON_NOT_FOUND);
    }

    private Failures invalid(TrustedCertificate.Builder upload) {
        var request = CreateTrustedCertificateRequest.newBuilder().setTrustedCertificate(upload).build();
        return Failures.of(() -> acme.trust().createTrustedCertificate(request)).is(Code.INVALID_ARGUMENT,
                ErrorReason.ERROR_REASON_VALIDATION_ERROR);
    }

    private TrustedCertificate get(String id) {
        return acme.trust().getTrustedCertificate(GetTrustedCertificateRequest.newBuilder().setId(id).build())
                .getTrustedCertificate();
    }

    private void delete(String id) {
        var _ = acme.trust().deleteTrustedCertificate(DeleteTrustedCertificateRequest.newBuilder().setId(id).build());
    }

    private TrustedCertificate update(TrustedCertificate wanted, String signature, String... paths) {
        return acme.trust().updateTrustedCertificate(UpdateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(wanted).setSignature(signature)
                .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(paths))).build()).getTrustedCertificate();
    }
}
