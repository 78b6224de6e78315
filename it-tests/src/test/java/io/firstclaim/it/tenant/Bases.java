package io.firstclaim.it.tenant;

import static io.firstclaim.it.tenant.Thing.CERTIFICATE_ID;
import static io.firstclaim.it.tenant.Thing.CLAIMED_ID;
import static io.firstclaim.it.tenant.Thing.DEVICE_ID;
import static io.firstclaim.it.tenant.Thing.JOB_ID;
import static io.firstclaim.it.tenant.Thing.KEY_ID;
import static io.firstclaim.it.tenant.Thing.WEBHOOK_ID;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.it.stack.Pems;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.AuditServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.account.v1.GetApiKeyRequest;
import io.firstclaim.proto.account.v1.ListAccountsRequest;
import io.firstclaim.proto.account.v1.ListApiKeysRequest;
import io.firstclaim.proto.account.v1.ListAuditEntriesRequest;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.ExplainEnrollmentRequest;
import io.firstclaim.proto.claim.v1.GetWebhookRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.ListWebhooksRequest;
import io.firstclaim.proto.claim.v1.ReplayWebhookRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.credential.v1.GetServerCredentialsRequest;
import io.firstclaim.proto.credential.v1.ServerCredentialsServiceGrpc;
import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.GetDeviceRequest;
import io.firstclaim.proto.device.v1.ListDevicesRequest;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import io.firstclaim.proto.device.v1.UnblockDeviceRequest;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.GetEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentJobsRequest;
import io.firstclaim.proto.enrollment.v1.ListEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.ReadEnrollmentJobReportRequest;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.GetTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.ListTrustedCertificatesRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.grpc.MethodDescriptor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;

/// A request of each method that its account may make, with values of its own or new ones, in which one place is then changed.
final class Bases {
    private final Map<String, BiFunction<Belongings, Random, List<? extends Message>>> byMethod = new HashMap<>();

    Bases() {
        accounts();
        audit();
        trust();
        enrollments();
        devices();
        history();
        fixed(ServerCredentialsServiceGrpc.getGetServerCredentialsMethod(),
                GetServerCredentialsRequest.getDefaultInstance());
        fixed(EdgeIdentityServiceGrpc.getCreateJoinTokenMethod(), CreateJoinTokenRequest.getDefaultInstance());
    }

    /// A new request; empty for a method that is forgotten here.
    Optional<List<? extends Message>> of(MethodDescriptor<?, ?> method, Belongings own, Random random) {
        return Optional.ofNullable(byMethod.get(method.getFullMethodName())).map(base -> base.apply(own, random));
    }

    private void accounts() {
        each(AccountServiceGrpc.getCreateAccountMethod(),
                (_, random) -> CreateAccountRequest.newBuilder().setDisplayName(Belongings.word(random, 9)).build());
        fixed(AccountServiceGrpc.getGetAccountMethod(), GetAccountRequest.getDefaultInstance());
        fixed(AccountServiceGrpc.getListAccountsMethod(), ListAccountsRequest.getDefaultInstance());
        each(AccountServiceGrpc.getUpdateAccountMethod(),
                (own, _) -> UpdateAccountRequest.newBuilder()
                        .setAccount(Account.newBuilder().setId(own.of(Thing.ACCOUNT_ID)).setDisplayName("new"))
                        .setUpdateMask(mask("display_name")).build());
        each(AccountServiceGrpc.getCreateApiKeyMethod(),
                (_, random) -> CreateApiKeyRequest.newBuilder().setName(Belongings.word(random, 9))
                        .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        fixed(AccountServiceGrpc.getGetApiKeyMethod(), GetApiKeyRequest.getDefaultInstance());
        fixed(AccountServiceGrpc.getListApiKeysMethod(), ListApiKeysRequest.getDefaultInstance());
        each(AccountServiceGrpc.getUpdateApiKeyMethod(),
                (own, _) -> UpdateApiKeyRequest.newBuilder()
                        .setApiKey(ApiKey.newBuilder().setId(own.of(KEY_ID)).setName("reader"))
                        .setUpdateMask(mask("name")).build());
        each(AccountServiceGrpc.getDeleteApiKeyMethod(),
                (own, random) -> DeleteApiKeyRequest.newBuilder().setId(nobodys(own, random, KEY_ID)).build());
    }

    private void audit() {
        fixed(AuditServiceGrpc.getListAuditEntriesMethod(), ListAuditEntriesRequest.getDefaultInstance());
    }

    private void trust() {
        each(TrustedCertificateServiceGrpc.getCreateTrustedCertificateMethod(),
                (_, random) -> CreateTrustedCertificateRequest.newBuilder().setTrustedCertificate(TrustedCertificate
                        .newBuilder().setName(Belongings.word(random, 9)).setEnrollmentMode(true)
                        .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setCertificate(newCa(random))).build());
        each(TrustedCertificateServiceGrpc.getGetTrustedCertificateMethod(),
                (own, _) -> GetTrustedCertificateRequest.newBuilder().setId(own.of(CERTIFICATE_ID)).build());
        fixed(TrustedCertificateServiceGrpc.getListTrustedCertificatesMethod(),
                ListTrustedCertificatesRequest.getDefaultInstance());
        each(TrustedCertificateServiceGrpc.getUpdateTrustedCertificateMethod(),
                (own, _) -> UpdateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(TrustedCertificate.newBuilder().setId(own.of(CERTIFICATE_ID))
                                .setName("renamed").setDescription("changed"))
                        .setUpdateMask(mask("name", "description")).build());
        each(TrustedCertificateServiceGrpc.getDeleteTrustedCertificateMethod(),
                (own, random) -> DeleteTrustedCertificateRequest.newBuilder()
                        .setId(nobodys(own, random, CERTIFICATE_ID)).build());
    }

    private void enrollments() {
        each(EnrollmentServiceGrpc.getCreateEnrollmentMethod(), (_, random) -> wish(random));
        each(EnrollmentServiceGrpc.getBatchCreateEnrollmentsMethod(),
                (_, random) -> BatchCreateEnrollmentsRequest.newBuilder().addRequests(wish(random))
                        .addRequests(wish(random)).build());
        each(EnrollmentServiceGrpc.getGetEnrollmentMethod(),
                (own, _) -> GetEnrollmentRequest.newBuilder().setId(own.of(CLAIMED_ID)).build());
        fixed(EnrollmentServiceGrpc.getListEnrollmentsMethod(), ListEnrollmentsRequest.getDefaultInstance());
        each(EnrollmentServiceGrpc.getCancelEnrollmentMethod(), (own, random) -> CancelEnrollmentRequest.newBuilder()
                .setId(nobodys(own, random, CLAIMED_ID)).build());
        byMethod.put(EnrollmentJobServiceGrpc.getCreateEnrollmentJobMethod().getFullMethodName(),
                (_, random) -> Jobs.deletion(Belongings.identity(random), ""));
        each(EnrollmentJobServiceGrpc.getGetEnrollmentJobMethod(),
                (own, _) -> GetEnrollmentJobRequest.newBuilder().setId(own.of(JOB_ID)).build());
        fixed(EnrollmentJobServiceGrpc.getListEnrollmentJobsMethod(), ListEnrollmentJobsRequest.getDefaultInstance());
        each(EnrollmentJobServiceGrpc.getReadEnrollmentJobReportMethod(),
                (own, _) -> ReadEnrollmentJobReportRequest.newBuilder().setId(own.of(JOB_ID))
                        .setReport(EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).build());
    }

    private void devices() {
        each(DeviceServiceGrpc.getGetDeviceMethod(),
                (own, _) -> GetDeviceRequest.newBuilder().setId(own.of(DEVICE_ID)).build());
        fixed(DeviceServiceGrpc.getListDevicesMethod(), ListDevicesRequest.getDefaultInstance());
        each(DeviceServiceGrpc.getUpdateDeviceMethod(),
                (own, _) -> UpdateDeviceRequest.newBuilder()
                        .setDevice(Device.newBuilder().setId(own.of(DEVICE_ID)).setName("renamed"))
                        .setUpdateMask(mask("name", "description", "endpoint_type")).build());
        each(DeviceServiceGrpc.getDeleteDeviceMethod(),
                (own, random) -> DeleteDeviceRequest.newBuilder().setId(nobodys(own, random, DEVICE_ID)).build());
        each(DeviceServiceGrpc.getUnblockDeviceMethod(), (_, random) -> UnblockDeviceRequest.newBuilder()
                .setEnrollmentIdentity(Belongings.identity(random)).build());
        each(DeviceServiceGrpc.getRequestBootstrapMethod(),
                (own, _) -> RequestBootstrapRequest.newBuilder().setId(own.of(DEVICE_ID)).build());
    }

    private void history() {
        fixed(ClaimHistoryServiceGrpc.getListClaimEventsMethod(), ListClaimEventsRequest.getDefaultInstance());
        fixed(ClaimHistoryServiceGrpc.getStreamClaimEventsMethod(),
                StreamClaimEventsRequest.newBuilder().setAfterPosition(0).build());
        each(ClaimHistoryServiceGrpc.getExplainEnrollmentMethod(),
                (own, _) -> ExplainEnrollmentRequest.newBuilder().setDeviceId(own.of(DEVICE_ID)).build());
        fixed(ClaimHistoryServiceGrpc.getListRefusalsMethod(), ListRefusalsRequest.getDefaultInstance());
        each(WebhookServiceGrpc.getCreateWebhookMethod(), (_, random) -> CreateWebhookRequest.newBuilder()
                .setWebhook(Webhook.newBuilder().setUrl("http://127.0.0.1:9/" + Belongings.word(random, 9))).build());
        each(WebhookServiceGrpc.getGetWebhookMethod(),
                (own, _) -> GetWebhookRequest.newBuilder().setId(own.of(WEBHOOK_ID)).build());
        fixed(WebhookServiceGrpc.getListWebhooksMethod(), ListWebhooksRequest.getDefaultInstance());
        each(WebhookServiceGrpc.getReplayWebhookMethod(),
                (own, random) -> ReplayWebhookRequest.newBuilder().setId(nobodys(own, random, WEBHOOK_ID)).build());
        each(WebhookServiceGrpc.getDeleteWebhookMethod(),
                (own, random) -> DeleteWebhookRequest.newBuilder().setId(nobodys(own, random, WEBHOOK_ID)).build());
    }

    private void fixed(MethodDescriptor<?, ?> method, Message request) {
        each(method, (_, _) -> request);
    }

    private void each(MethodDescriptor<?, ?> method, BiFunction<Belongings, Random, Message> request) {
        byMethod.put(method.getFullMethodName(), (own, random) -> List.of(request.apply(own, random)));
    }

    private static CreateEnrollmentRequest wish(Random random) {
        return CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(Belongings.identity(random)).build();
    }

    private static String nobodys(Belongings own, Random random, Thing thing) {
        return own.likeNobodys(thing, random);
    }

    private static String newCa(Random random) {
        return Pems.of(new OddCa("CN=" + Belongings.word(random, 9)).certificate());
    }

    private static FieldMask mask(String... paths) {
        return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
    }
}
