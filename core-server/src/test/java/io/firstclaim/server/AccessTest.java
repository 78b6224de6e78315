package io.firstclaim.server;

import static io.firstclaim.server.AccessTest.Who.ADMIN;
import static io.firstclaim.server.AccessTest.Who.EDGE;
import static io.firstclaim.server.AccessTest.Who.GARBAGE_KEY;
import static io.firstclaim.server.AccessTest.Who.NOBODY;
import static io.firstclaim.server.AccessTest.Who.PLATFORM;
import static io.firstclaim.server.AccessTest.Who.READER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
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
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
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
import io.firstclaim.proto.credential.v1.JoinEdgeRequest;
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
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobReport;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
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
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who may call what: every method with every kind of caller.
class AccessTest {
    private static final String UNKNOWN = "0192f0a0b1c27d3e8f4a5b6c7d8e9f01";
    private static final Set<Who> NO_ONE_KNOWN = Set.of(NOBODY, GARBAGE_KEY);
    private static final Map<Who, Channel> CHANNELS = new EnumMap<>(Who.class);

    @RegisterExtension
    static final SharedCore CORE = new SharedCore();

    /// A kind of caller.
    enum Who {
        NOBODY, GARBAGE_KEY, READER, ADMIN, PLATFORM, EDGE
    }

    @BeforeAll
    static void start() {
        var core = CORE.core();
        CHANNELS.put(NOBODY, core.anonymous());
        CHANNELS.put(GARBAGE_KEY, core.withKey("ak_" + UNKNOWN + "x".repeat(32)));
        var account = CORE.account("Acme");
        CHANNELS.put(READER, account.reader());
        CHANNELS.put(ADMIN, account.admin());
        CHANNELS.put(PLATFORM, core.platform());
        CHANNELS.put(EDGE, CORE.edge());
    }

    @TestFactory
    Stream<DynamicTest> everyMethodLetsInWhomItShouldAndNobodyElse() {
        return rules(ownAccount()).entrySet().stream().flatMap(rule -> Arrays.stream(Who.values())
                .map(who -> dynamicTest(rule.getKey().getFullMethodName() + " by " + who,
                        () -> check(rule.getKey(), rule.getValue(), who))));
    }

    @Test
    void noMethodIsForgotten() {
        assertThat(rules(UNKNOWN).keySet().stream().map(MethodDescriptor::getFullMethodName))
                .containsExactlyInAnyOrderElementsOf(
                        Contract.methods().map(MethodDescriptor::getFullMethodName).toList());
    }

    private static void check(MethodDescriptor<?, ?> method, Rule rule, Who who) {
        var code = codeOf(method, rule.request(), Objects.requireNonNull(CHANNELS.get(who)));
        if (rule.letIn().contains(who)) {
            assertThat(code).isNotIn(Status.Code.UNAUTHENTICATED, Status.Code.PERMISSION_DENIED);
        } else {
            assertThat(code).isEqualTo(NO_ONE_KNOWN.contains(who)
                    ? Status.Code.UNAUTHENTICATED
                    : Status.Code.PERMISSION_DENIED);
        }
    }

    /// What may be done, with a request that is well-formed, so that only the caller can be at fault.
    private record Rule(Set<Who> letIn, Message request) {}

    private static Map<MethodDescriptor<?, ?>, Rule> rules(String accountId) {
        var rules = new LinkedHashMap<MethodDescriptor<?, ?>, Rule>();
        var readers = Set.of(READER, ADMIN);
        var admins = Set.of(ADMIN);
        var platform = Set.of(PLATFORM);
        accounts(rules, platform, accountId);
        inAccounts(rules, readers, admins);
        rules.put(EdgeIdentityServiceGrpc.getCreateJoinTokenMethod(),
                new Rule(platform, CreateJoinTokenRequest.getDefaultInstance()));
        rules.put(EdgeIdentityServiceGrpc.getJoinEdgeMethod(),
                new Rule(Set.of(Who.values()), JoinEdgeRequest.getDefaultInstance()));
        BootstrapServiceGrpc.getServiceDescriptor().getMethods().forEach(
                method -> rules.put(method, new Rule(Set.of(EDGE), com.google.protobuf.Empty.getDefaultInstance())));
        return rules;
    }

    private static void accounts(Map<MethodDescriptor<?, ?>, Rule> rules, Set<Who> platform, String accountId) {
        var all = Set.of(READER, ADMIN, PLATFORM);
        rules.put(AccountServiceGrpc.getCreateAccountMethod(),
                new Rule(platform, CreateAccountRequest.newBuilder().setDisplayName("New").build()));
        rules.put(AccountServiceGrpc.getGetAccountMethod(),
                new Rule(all, GetAccountRequest.newBuilder().setId(accountId).build()));
        rules.put(AccountServiceGrpc.getListAccountsMethod(),
                new Rule(platform, ListAccountsRequest.getDefaultInstance()));
        rules.put(AccountServiceGrpc.getUpdateAccountMethod(), new Rule(platform, UpdateAccountRequest.newBuilder()
                .setAccount(Account.newBuilder().setId(accountId).setDisplayName("Renamed"))
                .setUpdateMask(mask("display_name")).build()));
        rules.put(AuditServiceGrpc.getListAuditEntriesMethod(),
                new Rule(Set.of(ADMIN, PLATFORM), ListAuditEntriesRequest.getDefaultInstance()));
        rules.put(AccountServiceGrpc.getCreateApiKeyMethod(), new Rule(Set.of(ADMIN, PLATFORM), CreateApiKeyRequest
                .newBuilder().setAccountId(accountId).setName("another")
                .setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build()));
        rules.put(AccountServiceGrpc.getGetApiKeyMethod(), new Rule(all, GetApiKeyRequest.getDefaultInstance()));
        rules.put(AccountServiceGrpc.getListApiKeysMethod(), new Rule(all, ListApiKeysRequest.getDefaultInstance()));
        rules.put(AccountServiceGrpc.getUpdateApiKeyMethod(), new Rule(Set.of(ADMIN, PLATFORM), UpdateApiKeyRequest
                .newBuilder().setApiKey(ApiKey.newBuilder().setId(UNKNOWN).setName("new")).setUpdateMask(mask("name"))
                .build()));
        rules.put(AccountServiceGrpc.getDeleteApiKeyMethod(),
                new Rule(Set.of(ADMIN, PLATFORM), DeleteApiKeyRequest.newBuilder().setId(UNKNOWN).build()));
    }

    private static void inAccounts(Map<MethodDescriptor<?, ?>, Rule> rules, Set<Who> readers, Set<Who> admins) {
        var device = io.firstclaim.server.TestFactory.named("Maker").make("meter");
        rules.put(TrustedCertificateServiceGrpc.getCreateTrustedCertificateMethod(), new Rule(admins,
                CreateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(TrustedCertificate.newBuilder().setName("not a CA")
                                .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP))
                        .build()));
        rules.put(TrustedCertificateServiceGrpc.getGetTrustedCertificateMethod(),
                new Rule(readers, GetTrustedCertificateRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(TrustedCertificateServiceGrpc.getListTrustedCertificatesMethod(),
                new Rule(readers, ListTrustedCertificatesRequest.getDefaultInstance()));
        rules.put(TrustedCertificateServiceGrpc.getUpdateTrustedCertificateMethod(), new Rule(admins,
                UpdateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(TrustedCertificate.newBuilder().setId(UNKNOWN).setName("new"))
                        .setUpdateMask(mask("name")).build()));
        rules.put(TrustedCertificateServiceGrpc.getDeleteTrustedCertificateMethod(),
                new Rule(admins, DeleteTrustedCertificateRequest.newBuilder().setId(UNKNOWN).build()));
        var wish = CreateEnrollmentRequest.newBuilder().setEnrollmentIdentity(device.enrollmentIdentity()).build();
        rules.put(EnrollmentServiceGrpc.getCreateEnrollmentMethod(), new Rule(admins, wish));
        rules.put(EnrollmentServiceGrpc.getBatchCreateEnrollmentsMethod(),
                new Rule(admins, BatchCreateEnrollmentsRequest.newBuilder().addRequests(wish).build()));
        rules.put(EnrollmentServiceGrpc.getGetEnrollmentMethod(),
                new Rule(readers, GetEnrollmentRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(EnrollmentServiceGrpc.getListEnrollmentsMethod(),
                new Rule(readers, ListEnrollmentsRequest.getDefaultInstance()));
        rules.put(EnrollmentServiceGrpc.getCancelEnrollmentMethod(),
                new Rule(admins, CancelEnrollmentRequest.newBuilder().setId(UNKNOWN).build()));
        jobs(rules, readers, admins);
        rules.put(DeviceServiceGrpc.getGetDeviceMethod(),
                new Rule(readers, GetDeviceRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(DeviceServiceGrpc.getListDevicesMethod(), new Rule(readers, ListDevicesRequest.getDefaultInstance()));
        rules.put(DeviceServiceGrpc.getUpdateDeviceMethod(), new Rule(admins, UpdateDeviceRequest.newBuilder()
                .setDevice(Device.newBuilder().setId(UNKNOWN).setName("new")).setUpdateMask(mask("name")).build()));
        rules.put(DeviceServiceGrpc.getDeleteDeviceMethod(),
                new Rule(admins, DeleteDeviceRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(DeviceServiceGrpc.getUnblockDeviceMethod(), new Rule(admins,
                UnblockDeviceRequest.newBuilder().setEnrollmentIdentity(device.enrollmentIdentity()).build()));
        rules.put(DeviceServiceGrpc.getRequestBootstrapMethod(),
                new Rule(admins, RequestBootstrapRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(ClaimHistoryServiceGrpc.getListClaimEventsMethod(),
                new Rule(readers, ListClaimEventsRequest.getDefaultInstance()));
        rules.put(ClaimHistoryServiceGrpc.getStreamClaimEventsMethod(),
                new Rule(readers, StreamClaimEventsRequest.getDefaultInstance()));
        rules.put(ClaimHistoryServiceGrpc.getListRefusalsMethod(),
                new Rule(readers, ListRefusalsRequest.getDefaultInstance()));
        rules.put(ClaimHistoryServiceGrpc.getExplainEnrollmentMethod(), new Rule(readers,
                ExplainEnrollmentRequest.newBuilder().setEnrollmentIdentity(device.enrollmentIdentity()).build()));
        rules.put(WebhookServiceGrpc.getCreateWebhookMethod(), new Rule(admins, CreateWebhookRequest.newBuilder()
                .setWebhook(Webhook.newBuilder().setUrl("http://127.0.0.1/")).build()));
        rules.put(WebhookServiceGrpc.getGetWebhookMethod(),
                new Rule(readers, GetWebhookRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(WebhookServiceGrpc.getListWebhooksMethod(),
                new Rule(readers, ListWebhooksRequest.getDefaultInstance()));
        rules.put(WebhookServiceGrpc.getReplayWebhookMethod(),
                new Rule(admins, ReplayWebhookRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(WebhookServiceGrpc.getDeleteWebhookMethod(),
                new Rule(admins, DeleteWebhookRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(ServerCredentialsServiceGrpc.getGetServerCredentialsMethod(),
                new Rule(readers, GetServerCredentialsRequest.getDefaultInstance()));
    }

    private static void jobs(Map<MethodDescriptor<?, ?>, Rule> rules, Set<Who> readers, Set<Who> admins) {
        rules.put(EnrollmentJobServiceGrpc.getCreateEnrollmentJobMethod(), new Rule(admins,
                CreateEnrollmentJobRequest.newBuilder().setSpec(EnrollmentJobSpec.newBuilder()
                        .setType(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD)).build()));
        rules.put(EnrollmentJobServiceGrpc.getGetEnrollmentJobMethod(),
                new Rule(readers, GetEnrollmentJobRequest.newBuilder().setId(UNKNOWN).build()));
        rules.put(EnrollmentJobServiceGrpc.getListEnrollmentJobsMethod(),
                new Rule(readers, ListEnrollmentJobsRequest.getDefaultInstance()));
        rules.put(EnrollmentJobServiceGrpc.getReadEnrollmentJobReportMethod(), new Rule(readers,
                ReadEnrollmentJobReportRequest.newBuilder().setId(UNKNOWN)
                        .setReport(EnrollmentJobReport.ENROLLMENT_JOB_REPORT_FULL).build()));
    }

    private static String ownAccount() {
        return AccountServiceGrpc.newBlockingStub(Objects.requireNonNull(CHANNELS.get(READER)))
                .getAccount(GetAccountRequest.getDefaultInstance()).getAccount().getId();
    }

    private static FieldMask mask(String path) {
        return FieldMask.newBuilder().addPaths(path).build();
    }

    /// The status of a call, or OK as soon as a stream gives something.
    private static Status.Code codeOf(MethodDescriptor<?, ?> method, Message request, Channel channel) {
        var raw = method.toBuilder(RawBytes.MARSHALLER, RawBytes.MARSHALLER).build();
        var call = channel.newCall(raw, CallOptions.DEFAULT);
        var first = new CompletableFuture<Status.Code>();
        call.start(new ClientCall.Listener<byte[]>() {
            @Override
            public void onMessage(byte[] message) {
                first.complete(Status.Code.OK);
            }

            @Override
            public void onClose(Status status, Metadata trailers) {
                first.complete(status.getCode());
            }
        }, new Metadata());
        call.request(1);
        call.sendMessage(request.toByteArray());
        call.halfClose();
        var code = first.orTimeout(10, TimeUnit.SECONDS).join();
        call.cancel("seen enough", null);
        return code;
    }
}
