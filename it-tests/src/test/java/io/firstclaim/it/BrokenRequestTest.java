package io.firstclaim.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import io.firstclaim.api.Caller;
import io.firstclaim.api.CoreErrors;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.it.stack.Pems;
import io.firstclaim.it.stack.RunningStack;
import io.firstclaim.it.stack.Stack;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.CheckHandshakeRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.errors.v1.ErrorReason;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Collections;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a caller can send to the core: each broken request ends with the reason that the registry has for it, and changes nothing.
@ExtendWith(RunningStack.class)
class BrokenRequestTest {
    private static final String NOBODY = "0".repeat(32);

    private final Stack stack;
    private final Tenant acme;
    private final Maker maker;

    BrokenRequestTest(Stack stack) {
        this.stack = stack;
        acme = stack.tenant("Acme");
        maker = stack.maker("Meter maker");
    }

    @AfterEach
    void theNextRequestIsServed() {
        Meter meter = maker.makes("next");
        assertThat(acme.enroll(meter.enrollmentId()).getAccountId()).isEqualTo(acme.id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "A-", "B-AD:1E", "A-ZZ", "AD:1E:CE:37",
            "A-AD:1E:CE:37:C9:A1:76:6F:C0:13:AD:91:29:41:3E:27"})
    void whatIsNoEnrollmentIdIsAValidationError(String text) {
        assertFails(() -> acme.enroll(text), ErrorReason.ERROR_REASON_VALIDATION_ERROR, "enrollment_identity");
    }

    @Test
    void anEnrollmentIdIsTakenInAnyCaseAndShownInUpperCase() {
        Meter meter = maker.makes("meter-1");

        assertThat(acme.enroll(meter.enrollmentId().toLowerCase(java.util.Locale.ROOT).replaceFirst("a-", "A-"))
                .getEnrollmentIdentity()).isEqualTo(meter.enrollmentId());
    }

    @Test
    void aBatchHasOneToAThousandEntries() {
        assertFails(() -> acme.enrollments().batchCreateEnrollments(BatchCreateEnrollmentsRequest.getDefaultInstance()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "requests");
        assertFails(() -> acme.enrollments().batchCreateEnrollments(batchOf(1001)),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "requests");
        assertThat(acme.enrollments().batchCreateEnrollments(batchOf(1000)).getResultsList()).hasSize(1000)
                .allMatch(
                        result -> CoreErrors.reasonOf(result.getError()) == ErrorReason.ERROR_REASON_VALIDATION_ERROR);
    }

    @Test
    void pagesAreOursOrRefused() {
        assertFails(() -> acme.enrollments().listEnrollments(
                ListEnrollmentsRequest.newBuilder().setPageSize(-1).build()), ErrorReason.ERROR_REASON_VALIDATION_ERROR,
                "page_size");
        assertFails(() -> acme.enrollments().listEnrollments(
                ListEnrollmentsRequest.newBuilder().setPageToken("not one of ours").build()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "page_token");
    }

    @Test
    void idsAre32HexCharacters() {
        assertFails(() -> acme.enrollments().getEnrollment(GetEnrollmentRequest.newBuilder().setId("1").build()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "id");
        assertFails(() -> acme.enrollments().getEnrollment(GetEnrollmentRequest.newBuilder().setId(NOBODY).build()),
                ErrorReason.ERROR_REASON_NOT_FOUND, null);
    }

    @Test
    void anothersThingsDoNotExist() {
        Tenant globex = stack.tenant("Globex");
        String enrollment = acme.enroll(maker.makes("meter-1").enrollmentId()).getId();
        String certificate = acme.trusts(maker).getId();

        assertFails(
                () -> globex.enrollments().getEnrollment(GetEnrollmentRequest.newBuilder().setId(enrollment).build()),
                ErrorReason.ERROR_REASON_NOT_FOUND, null);
        assertFails(() -> globex.certificates().getTrustedCertificate(
                GetTrustedCertificateRequest.newBuilder().setId(certificate).build()),
                ErrorReason.ERROR_REASON_NOT_FOUND,
                null);
        assertThat(globex.enrollments().listEnrollments(ListEnrollmentsRequest.getDefaultInstance())
                .getEnrollmentsList()).isEmpty();
    }

    @Test
    void aRepeatWithTheSameRequestIdGivesTheSameEnrollment() {
        CreateEnrollmentRequest request = CreateEnrollmentRequest.newBuilder()
                .setEnrollmentIdentity(maker.makes("meter-1").enrollmentId()).setRequestId("attempt-1").build();

        assertThat(acme.enrollments().createEnrollment(request))
                .isEqualTo(acme.enrollments().createEnrollment(request));
        assertFails(() -> acme.enrollments().createEnrollment(request.toBuilder().setRequestId("attempt-2").build()),
                ErrorReason.ERROR_REASON_DUPLICATE, "enrollment_identity");
        assertFails(() -> acme.enrollments().createEnrollment(request.toBuilder().setRequestId("x".repeat(65)).build()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "request_id");
    }

    @Test
    void whatIsNoCaCertificateIsAValidationError() {
        String leaf = Pems.of(new OddCa("CN=Odd CA").device("leaf").certificate());

        for (String pem : new String[]{"", "not PEM", leaf,
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"}) {
            assertFails(() -> acme.upload(Tenant.certificateOf(maker).setEnrollmentMode(true).setCertificate(pem), ""),
                    ErrorReason.ERROR_REASON_VALIDATION_ERROR, "certificate");
        }
    }

    @Test
    void withoutEnrollmentModeAnUploadNeedsTheProofForThisAccount() {
        String foreign = maker.signatureFor(stack.tenant("Globex").id());

        for (String signature : new String[]{"", "AAAA", "not base64!", foreign}) {
            assertFails(() -> acme.upload(Tenant.certificateOf(maker), signature),
                    ErrorReason.ERROR_REASON_VALIDATION_ERROR, "signature");
        }
        assertThat(acme.isMaker(maker).getProven()).isTrue();
    }

    @Test
    void oneCertificateOfANameAndNoMoreThanTheLimit() {
        acme.trusts(maker);
        assertFails(() -> acme.trusts(maker), ErrorReason.ERROR_REASON_DUPLICATE, null);

        stack.accounts().updateAccount(UpdateAccountRequest.newBuilder()
                .setAccount(Account.newBuilder().setId(acme.id()).setTrustedCertificateLimit(1))
                .setUpdateMask(FieldMask.newBuilder().addPaths("trusted_certificate_limit")).build());
        assertFails(() -> acme.trusts(stack.maker("Another maker")), ErrorReason.ERROR_REASON_ACCOUNT_LIMIT_EXCEEDED,
                null);
    }

    @Test
    void aStaleEtagIsRefused() {
        TrustedCertificate uploaded = acme.trusts(maker);
        UpdateTrustedCertificateRequest.Builder rename = UpdateTrustedCertificateRequest.newBuilder()
                .setTrustedCertificate(uploaded.toBuilder().setName("Another name"))
                .setUpdateMask(FieldMask.newBuilder().addPaths("name"));
        acme.certificates().updateTrustedCertificate(rename.build());

        assertFails(() -> acme.certificates().updateTrustedCertificate(rename.build()),
                ErrorReason.ERROR_REASON_PRECONDITION_FAILED, null);
        assertFails(() -> acme.certificates().updateTrustedCertificate(rename
                .setUpdateMask(FieldMask.newBuilder().addPaths("proven")).build()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "update_mask");
    }

    @Test
    void nobodyIsServedWithoutAKeyThatWorks() {
        for (Caller caller : new Caller[]{Caller.anonymous(), Caller.apiKey("ak_" + NOBODY + NOBODY),
                Caller.apiKey("x")}) {
            assertFails(() -> EnrollmentServiceGrpc.newBlockingStub(stack.channel(caller))
                    .listEnrollments(ListEnrollmentsRequest.getDefaultInstance()),
                    ErrorReason.ERROR_REASON_INVALID_TOKEN,
                    null);
        }
    }

    @Test
    void aReaderReadsAndARevokedKeyIsWorthNothing() {
        AccountServiceGrpc.AccountServiceBlockingStub keys = AccountServiceGrpc.newBlockingStub(acme.channel());
        CreateApiKeyResponse made = keys.createApiKey(CreateApiKeyRequest.newBuilder().setName("Reader")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        Channel reader = stack.channel(Caller.apiKey(made.getKeyText()));

        assertThat(EnrollmentServiceGrpc.newBlockingStub(reader)
                .listEnrollments(ListEnrollmentsRequest.getDefaultInstance()).getEnrollmentsList()).isEmpty();
        assertFails(() -> EnrollmentServiceGrpc.newBlockingStub(reader).createEnrollment(CreateEnrollmentRequest
                .newBuilder().setEnrollmentIdentity(maker.makes("meter-1").enrollmentId()).build()),
                ErrorReason.ERROR_REASON_ACCESS_DENIED, null);
        keys.deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(made.getApiKey().getId()).build());
        await().atMost(Limits.STEP).untilAsserted(() -> assertFails(() -> AccountServiceGrpc.newBlockingStub(reader)
                .getApiKey(GetApiKeyRequest.getDefaultInstance()), ErrorReason.ERROR_REASON_INVALID_TOKEN, null));
    }

    @Test
    void tenantsAreNotThePlatformAndThePlatformIsNoTenant() {
        AccountServiceGrpc.AccountServiceBlockingStub asTenant = AccountServiceGrpc.newBlockingStub(acme.channel());
        assertFails(() -> asTenant.createAccount(CreateAccountRequest.newBuilder().setDisplayName("Mine").build()),
                ErrorReason.ERROR_REASON_ACCESS_DENIED, null);
        assertFails(() -> asTenant.listAccounts(ListAccountsRequest.getDefaultInstance()),
                ErrorReason.ERROR_REASON_ACCESS_DENIED, null);
        assertFails(() -> EnrollmentServiceGrpc.newBlockingStub(stack.platform())
                .listEnrollments(ListEnrollmentsRequest.getDefaultInstance()), ErrorReason.ERROR_REASON_ACCESS_DENIED,
                null);
    }

    @Test
    void onlyAnEdgeAsksWhatEdgesAskAndNothingElse() {
        CheckHandshakeRequest check = CheckHandshakeRequest.newBuilder().addCertificateChain(ByteString.EMPTY).build();
        for (Channel caller : new Channel[]{acme.channel(), stack.platform()}) {
            assertFails(() -> BootstrapServiceGrpc.newBlockingStub(caller).checkHandshake(check),
                    ErrorReason.ERROR_REASON_ACCESS_DENIED, null);
        }
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> BootstrapServiceGrpc
                .newBlockingStub(stack.channel(Caller.anonymous())).checkHandshake(check))
                .satisfies(refused -> assertThat(refused.getStatus().getCode()).isIn(Status.Code.UNAUTHENTICATED,
                        Status.Code.PERMISSION_DENIED));
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(() -> EnrollmentServiceGrpc
                .newBlockingStub(stack.edgeChannel()).listEnrollments(ListEnrollmentsRequest.getDefaultInstance()))
                .satisfies(refused -> assertThat(refused.getStatus().getCode()).isIn(Status.Code.UNAUTHENTICATED,
                        Status.Code.PERMISSION_DENIED));
    }

    @Test
    void anEdgesBrokenClaimIsAValidationError() {
        BootstrapServiceGrpc.BootstrapServiceBlockingStub edge = BootstrapServiceGrpc
                .newBlockingStub(stack.edgeChannel());

        assertFails(() -> edge.claimDevice(ClaimDeviceRequest.getDefaultInstance()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, null);
        assertFails(() -> edge.checkHandshake(CheckHandshakeRequest.getDefaultInstance()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "certificate_chain");
        assertFails(() -> edge.checkHandshake(CheckHandshakeRequest.newBuilder()
                .addAllCertificateChain(Collections.nCopies(9, ByteString.copyFromUtf8("x"))).build()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "certificate_chain");
    }

    @Test
    void aJoinTokenIsNeverGuessedAndWorksOnce() {
        EdgeIdentityServiceGrpc.EdgeIdentityServiceBlockingStub nobody = EdgeIdentityServiceGrpc
                .newBlockingStub(stack.channel(Caller.anonymous()));
        String token = stack.core().createJoinToken().text();

        assertFails(() -> nobody.joinEdge(JoinEdgeRequest.newBuilder().setToken("guessed")
                .setCertificationRequest(ByteString.copyFromUtf8("x")).build()), null, null);
        assertFails(() -> nobody.joinEdge(JoinEdgeRequest.newBuilder().setToken(token)
                .setCertificationRequest(ByteString.copyFromUtf8("x")).build()),
                ErrorReason.ERROR_REASON_VALIDATION_ERROR, "certification_request");
    }

    private static BatchCreateEnrollmentsRequest batchOf(int count) {
        return BatchCreateEnrollmentsRequest.newBuilder()
                .addAllRequests(Collections.nCopies(count, CreateEnrollmentRequest.getDefaultInstance())).build();
    }

    private static void assertFails(ThrowingCallable call, @org.jspecify.annotations.Nullable ErrorReason reason,
            @org.jspecify.annotations.Nullable String field) {
        assertThatExceptionOfType(StatusRuntimeException.class).isThrownBy(call).satisfies(failure -> {
            if (reason != null) {
                assertThat(CoreErrors.reasonOf(failure)).as(failure.toString()).isEqualTo(reason);
            }
            if (field != null) {
                assertThat(CoreErrors.fieldOf(failure)).as(failure.toString()).isEqualTo(field);
            }
        });
    }
}
