package io.firstclaim.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import io.firstclaim.proto.account.v1.Account;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKey;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.AuditAction;
import io.firstclaim.proto.account.v1.AuditActorKind;
import io.firstclaim.proto.account.v1.AuditChange;
import io.firstclaim.proto.account.v1.AuditEntry;
import io.firstclaim.proto.account.v1.AuditServiceGrpc;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.ListAuditEntriesRequest;
import io.firstclaim.proto.account.v1.UpdateAccountRequest;
import io.firstclaim.proto.account.v1.UpdateApiKeyRequest;
import io.firstclaim.proto.bootstrap.v1.AnnounceEdgeRequest;
import io.firstclaim.proto.bootstrap.v1.BootstrapServiceGrpc;
import io.firstclaim.proto.bootstrap.v1.IssueServerCertificateRequest;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.DeleteWebhookRequest;
import io.firstclaim.proto.claim.v1.ReplayWebhookRequest;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.credential.v1.CreateJoinTokenRequest;
import io.firstclaim.proto.credential.v1.EdgeIdentityServiceGrpc;
import io.firstclaim.proto.device.v1.DeleteDeviceRequest;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.RequestBootstrapRequest;
import io.firstclaim.proto.device.v1.UnblockDeviceRequest;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import io.firstclaim.proto.enrollment.v1.BatchCreateEnrollmentsRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentJobRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobServiceGrpc;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobSpec;
import io.firstclaim.proto.enrollment.v1.EnrollmentJobType;
import io.firstclaim.proto.listing.v1.Condition;
import io.firstclaim.proto.listing.v1.Operator;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.UpdateTrustedCertificateRequest;
import io.firstclaim.server.TestFactory.TestDevice;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every administrative change leaves an entry, and who may read it does.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AuditServiceTest {
    /// Methods that change nothing, by how their names begin.
    private static final Pattern READING = Pattern.compile("(Get|List|Read|Stream|Explain|Watch|Check).*");
    /// What devices do through an edge is in the claim history.
    private static final List<String> OF_DEVICES = List.of("ClaimDevice", "ConfirmBootstrap", "RegisterDevice",
            "UpdateRegistration", "DeregisterDevice");

    @TempDir
    static Path folder;

    private TestCore core;
    private Channel edgeChannel;
    private final io.firstclaim.server.TestFactory maker = io.firstclaim.server.TestFactory.named("Audited");
    private TestAccount acme;

    /// Makes one change, and says which action it is.
    @FunctionalInterface
    private interface Change {
        AuditAction make();
    }

    @BeforeAll
    void start() {
        var config = TestCore.config(folder);
        core = TestCore.start(config.with(config.webhooks().permittingPrivateTargets(true)));
        edgeChannel = core.edge();
        acme = core.account("Acme");
        acme.trustProven(maker);
    }

    @AfterAll
    void stop() {
        core.close();
    }

    @TestFactory
    Stream<DynamicTest> everyMethodThatChangesSomethingWritesAnEntry() {
        return changing().map(method -> dynamicTest(method, () -> {
            var before = entries(core.platform()).size();
            var action = Objects.requireNonNull(changes().get(method), "no change is known for " + method).make();
            assertThat(entries(core.platform())).hasSizeGreaterThan(before)
                    .anySatisfy(entry -> assertThat(entry.getAction()).isEqualTo(action));
        }));
    }

    @Test
    void noActionIsForgotten() {
        assertThat(AuditAction.values()).hasSize(io.firstclaim.core.account.AuditAction.values().length + 2);
        assertThat(changing()).containsExactlyInAnyOrderElementsOf(changes().keySet());
    }

    @Test
    void anEntrySaysWhoDidWhatToWhichAccountFromWhere() {
        var requestId = "audit-" + UUID.randomUUID();
        var headers = new io.grpc.Metadata();
        headers.put(io.grpc.Metadata.Key.of("x-request-id", io.grpc.Metadata.ASCII_STRING_MARSHALLER), requestId);
        headers.put(io.grpc.Metadata.Key.of("x-forwarded-for", io.grpc.Metadata.ASCII_STRING_MARSHALLER),
                "203.0.113.9");
        var certificate = acme.trust(io.firstclaim.server.TestFactory.named("Someone else"));
        acme.trust().withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
                .updateTrustedCertificate(UpdateTrustedCertificateRequest.newBuilder()
                        .setTrustedCertificate(TrustedCertificate.newBuilder().setId(certificate.getId())
                                .setDescription("the new line\nforged"))
                        .setUpdateMask(mask("description")).build());
        var entry = AuditServiceGrpc.newBlockingStub(acme.admin())
                .listAuditEntries(ListAuditEntriesRequest.newBuilder()
                        .addConditions(Condition.newBuilder().setField("request_id")
                                .setOperator(Operator.OPERATOR_EQUAL).addValues(requestId))
                        .build())
                .getEntriesList().getFirst();
        assertThat(entry.getAction()).isEqualTo(AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_UPDATED);
        assertThat(entry.getResourceId()).isEqualTo(certificate.getId());
        assertThat(entry.getAccountId()).isEqualTo(acme.id());
        assertThat(entry.getRequestId()).isEqualTo(requestId);
        assertThat(entry.getSourceAddress()).isEqualTo("203.0.113.9 via 127.0.0.1");
        assertThat(entry.getActor().getKind()).isEqualTo(AuditActorKind.AUDIT_ACTOR_KIND_API_KEY);
        assertThat(entry.getActor().getApiKeyName()).isEqualTo("first key");
        assertThat(entry.getActor().getRole()).isEqualTo("ACCOUNT_ADMIN");
        assertThat(entry.getChangesList()).containsExactly(AuditChange.newBuilder().setField("description")
                .setAfter("the new line\uFFFDforged").build());
    }

    @Test
    void whatFailsLeavesNoEntry() {
        var before = entries(acme.admin()).size();
        assertThat(Failures.of(() -> acme.enrollments().cancelEnrollment(
                CancelEnrollmentRequest.newBuilder().setId("0".repeat(32)).build()))).isNotNull();
        assertThat(entries(acme.admin())).hasSize(before);
    }

    @Test
    void anAccountSeesThatThePlatformDidItAndNotByWhichKey() {
        AccountServiceGrpc.newBlockingStub(core.platform()).updateAccount(rename("Renamed"));
        var seen = latest(acme.admin(), AuditAction.AUDIT_ACTION_ACCOUNT_UPDATED);
        assertThat(seen.getActor().getRole()).isEqualTo("PLATFORM_ADMIN");
        assertThat(seen.getActor().getApiKeyId()).isEmpty();
        assertThat(seen.getActor().getApiKeyName()).isEmpty();
        assertThat(seen.getSourceAddress()).isEmpty();
        var whole = latest(core.platform(), AuditAction.AUDIT_ACTION_ACCOUNT_UPDATED);
        assertThat(whole.getActor().getApiKeyId()).hasSize(32);
        assertThat(whole.getSourceAddress()).isEqualTo("127.0.0.1");
    }

    @Test
    void noSecretIsInAnyEntry() {
        var created = AccountServiceGrpc.newBlockingStub(acme.admin()).createApiKey(CreateApiKeyRequest.newBuilder()
                .setName("secretive").setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        webhook("http://127.0.0.1:9/hooks/a-secret-in-the-path?token=in-the-query");
        assertThat(entries(core.platform()).toString()).doesNotContain(created.getKeyText().substring(35))
                .doesNotContain("a-secret-in-the-path", "in-the-query")
                .contains("http://127.0.0.1:9");
    }

    private static Stream<String> changing() {
        return Contract.methods().map(MethodDescriptor::getBareMethodName).map(Objects::requireNonNull)
                .filter(name -> !READING.matcher(name).matches() && !OF_DEVICES.contains(name));
    }

    private Map<String, Change> changes() {
        var changes = new LinkedHashMap<String, Change>();
        accountChanges(changes);
        trustChanges(changes);
        enrollmentChanges(changes);
        deviceChanges(changes);
        webhookChanges(changes);
        edgeChanges(changes);
        return changes;
    }

    private void accountChanges(Map<String, Change> changes) {
        var platform = AccountServiceGrpc.newBlockingStub(core.platform());
        var own = AccountServiceGrpc.newBlockingStub(acme.admin());
        changes.put("CreateAccount", () -> {
            platform.createAccount(CreateAccountRequest.newBuilder().setDisplayName("New").build());
            return AuditAction.AUDIT_ACTION_ACCOUNT_CREATED;
        });
        changes.put("UpdateAccount", () -> {
            platform.updateAccount(rename("Another"));
            return AuditAction.AUDIT_ACTION_ACCOUNT_UPDATED;
        });
        changes.put("CreateApiKey", () -> {
            key();
            return AuditAction.AUDIT_ACTION_API_KEY_CREATED;
        });
        changes.put("UpdateApiKey", () -> {
            own.updateApiKey(UpdateApiKeyRequest.newBuilder()
                    .setApiKey(ApiKey.newBuilder().setId(key().getId()).setName("renamed"))
                    .setUpdateMask(mask("name")).build());
            return AuditAction.AUDIT_ACTION_API_KEY_UPDATED;
        });
        changes.put("DeleteApiKey", () -> {
            own.deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(key().getId()).build());
            return AuditAction.AUDIT_ACTION_API_KEY_DELETED;
        });
    }

    private void trustChanges(Map<String, Change> changes) {
        changes.put("CreateTrustedCertificate", () -> {
            acme.trust().createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder().setTrustedCertificate(
                    TestAccount.upload(io.firstclaim.server.TestFactory.named("One")).setEnrollmentMode(true)).build());
            return AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_CREATED;
        });
        changes.put("UpdateTrustedCertificate", () -> {
            var id = acme.trust(io.firstclaim.server.TestFactory.named("Two")).getId();
            acme.trust().updateTrustedCertificate(UpdateTrustedCertificateRequest.newBuilder()
                    .setTrustedCertificate(TrustedCertificate.newBuilder().setId(id).setName("Second"))
                    .setUpdateMask(mask("name")).build());
            return AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_UPDATED;
        });
        changes.put("DeleteTrustedCertificate", () -> {
            var id = acme.trust(io.firstclaim.server.TestFactory.named("Three")).getId();
            acme.trust().deleteTrustedCertificate(DeleteTrustedCertificateRequest.newBuilder().setId(id).build());
            return AuditAction.AUDIT_ACTION_TRUSTED_CERTIFICATE_DELETED;
        });
    }

    private void enrollmentChanges(Map<String, Change> changes) {
        changes.put("CreateEnrollment", () -> {
            acme.enroll(maker.make("enrolled"));
            return AuditAction.AUDIT_ACTION_ENROLLMENT_CREATED;
        });
        changes.put("BatchCreateEnrollments", () -> {
            acme.enrollments().batchCreateEnrollments(BatchCreateEnrollmentsRequest.newBuilder()
                    .addRequests(CreateEnrollmentRequest.newBuilder()
                            .setEnrollmentIdentity(maker.make("of a batch").enrollmentIdentity()))
                    .build());
            return AuditAction.AUDIT_ACTION_ENROLLMENT_CREATED;
        });
        changes.put("CancelEnrollment", () -> {
            acme.enrollments().cancelEnrollment(CancelEnrollmentRequest.newBuilder()
                    .setId(acme.enroll(maker.make("cancelled")).getId()).build());
            return AuditAction.AUDIT_ACTION_ENROLLMENT_CANCELLED;
        });
        changes.put("CreateEnrollmentJob", this::job);
    }

    private void deviceChanges(Map<String, Change> changes) {
        changes.put("UpdateDevice", () -> {
            acme.devices().updateDevice(UpdateDeviceRequest.newBuilder()
                    .setDevice(Device.newBuilder().setId(deviceId(maker.make("renamed"))).setName("the one"))
                    .setUpdateMask(mask("name")).build());
            return AuditAction.AUDIT_ACTION_DEVICE_UPDATED;
        });
        changes.put("DeleteDevice", () -> {
            acme.devices().deleteDevice(
                    DeleteDeviceRequest.newBuilder().setId(deviceId(maker.make("deleted"))).build());
            return AuditAction.AUDIT_ACTION_DEVICE_DELETED;
        });
        changes.put("UnblockDevice", () -> {
            var device = maker.make("unblocked");
            acme.devices().deleteDevice(DeleteDeviceRequest.newBuilder().setId(deviceId(device)).build());
            acme.devices().unblockDevice(
                    UnblockDeviceRequest.newBuilder().setEnrollmentIdentity(device.enrollmentIdentity()).build());
            return AuditAction.AUDIT_ACTION_DEVICE_UNBLOCKED;
        });
        changes.put("RequestBootstrap", () -> {
            acme.devices().requestBootstrap(
                    RequestBootstrapRequest.newBuilder().setId(deviceId(maker.make("again"))).build());
            return AuditAction.AUDIT_ACTION_DEVICE_BOOTSTRAP_REQUESTED;
        });
    }

    private void webhookChanges(Map<String, Change> changes) {
        var webhooks = WebhookServiceGrpc.newBlockingStub(acme.admin());
        changes.put("CreateWebhook", () -> {
            webhook("http://127.0.0.1:9/one");
            return AuditAction.AUDIT_ACTION_WEBHOOK_CREATED;
        });
        changes.put("ReplayWebhook", () -> {
            webhooks.replayWebhook(ReplayWebhookRequest.newBuilder().setId(webhook("http://127.0.0.1:9/two").getId())
                    .build());
            return AuditAction.AUDIT_ACTION_WEBHOOK_REPLAYED;
        });
        changes.put("DeleteWebhook", () -> {
            webhooks.deleteWebhook(
                    DeleteWebhookRequest.newBuilder().setId(webhook("http://127.0.0.1:9/three").getId()).build());
            return AuditAction.AUDIT_ACTION_WEBHOOK_DELETED;
        });
    }

    private void edgeChanges(Map<String, Change> changes) {
        var edge = BootstrapServiceGrpc.newBlockingStub(edgeChannel);
        changes.put("CreateJoinToken", () -> {
            EdgeIdentityServiceGrpc.newBlockingStub(core.platform())
                    .createJoinToken(CreateJoinTokenRequest.getDefaultInstance());
            return AuditAction.AUDIT_ACTION_JOIN_TOKEN_CREATED;
        });
        changes.put("JoinEdge", () -> {
            core.edge();
            return AuditAction.AUDIT_ACTION_EDGE_JOINED;
        });
        changes.put("AnnounceEdge", () -> {
            edge.announceEdge(AnnounceEdgeRequest.newBuilder().setBootstrapUri("coaps://a.example:5684")
                    .setLwm2MUri("coaps://a.example:5784").build());
            return AuditAction.AUDIT_ACTION_SERVER_URIS_CHANGED;
        });
        changes.put("IssueServerCertificate", () -> {
            edge.issueServerCertificate(IssueServerCertificateRequest.newBuilder()
                    .setCertificationRequest(
                            io.firstclaim.server.TestFactory.request(io.firstclaim.server.TestFactory.newKeys()))
                    .addHostNames("bs.example").build());
            return AuditAction.AUDIT_ACTION_SERVER_CERTIFICATE_ISSUED;
        });
    }

    /// A bulk job of three rows is one entry.
    private AuditAction job() {
        var before = entries(acme.admin()).size();
        var rows = "enrollment_identity\n" + String.join("\n", Stream.of("a", "b", "c")
                .map(name -> maker.make(name).enrollmentIdentity()).toList());
        var call = io.grpc.stub.ClientCalls.blockingClientStreamingCall(acme.admin(),
                EnrollmentJobServiceGrpc.getCreateEnrollmentJobMethod(), io.grpc.CallOptions.DEFAULT);
        write(call, CreateEnrollmentJobRequest.newBuilder()
                .setSpec(EnrollmentJobSpec.newBuilder().setType(EnrollmentJobType.ENROLLMENT_JOB_TYPE_UPLOAD)).build());
        write(call, CreateEnrollmentJobRequest.newBuilder().setCsv(ByteString.copyFromUtf8(rows)).build());
        call.halfClose();
        try {
            call.read();
        } catch (InterruptedException | io.grpc.StatusException failed) {
            throw new IllegalStateException(failed);
        }
        assertThat(entries(acme.admin())).hasSize(before + 1);
        return AuditAction.AUDIT_ACTION_ENROLLMENT_JOB_CREATED;
    }

    private static <Q> void write(BlockingClientCall<Q, ?> call, Q request) {
        try {
            call.write(request);
        } catch (InterruptedException | io.grpc.StatusException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private ApiKey key() {
        return AccountServiceGrpc.newBlockingStub(acme.admin()).createApiKey(CreateApiKeyRequest.newBuilder()
                .setName("another").setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build()).getApiKey();
    }

    private Webhook webhook(String url) {
        return WebhookServiceGrpc.newBlockingStub(acme.admin()).createWebhook(CreateWebhookRequest.newBuilder()
                .setWebhook(Webhook.newBuilder().setUrl(url)).build()).getWebhook();
    }

    private String deviceId(TestDevice device) {
        return new Claims(BootstrapServiceGrpc.newBlockingStub(edgeChannel)).claim(device, acme.id()).getClaimed()
                .getDeviceId();
    }

    private UpdateAccountRequest rename(String name) {
        return UpdateAccountRequest.newBuilder().setAccount(Account.newBuilder().setId(acme.id()).setDisplayName(name))
                .setUpdateMask(mask("display_name")).build();
    }

    private static AuditEntry latest(Channel channel, AuditAction action) {
        return entries(channel).stream().filter(entry -> entry.getAction() == action).findFirst().orElseThrow();
    }

    private static List<AuditEntry> entries(Channel channel) {
        return AuditServiceGrpc.newBlockingStub(channel).listAuditEntries(
                ListAuditEntriesRequest.newBuilder().setPageSize(1000).setDescending(true).build()).getEntriesList();
    }

    private static FieldMask mask(String path) {
        return FieldMask.newBuilder().addPaths(path).build();
    }
}
