package io.firstclaim.it.tenant;

import static org.awaitility.Awaitility.await;

import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import io.firstclaim.api.Caller;
import io.firstclaim.it.stack.Identity;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.OddCa;
import io.firstclaim.it.stack.Pems;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceRequest;
import io.firstclaim.proto.bootstrap.v1.ClaimDeviceResponse;
import io.firstclaim.proto.claim.v1.ClaimEventType;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.CreateWebhookRequest;
import io.firstclaim.proto.claim.v1.ListClaimEventsRequest;
import io.firstclaim.proto.claim.v1.ListRefusalsRequest;
import io.firstclaim.proto.claim.v1.Webhook;
import io.firstclaim.proto.claim.v1.WebhookServiceGrpc;
import io.firstclaim.proto.device.v1.Device;
import io.firstclaim.proto.device.v1.DeviceServiceGrpc;
import io.firstclaim.proto.device.v1.UpdateDeviceRequest;
import io.firstclaim.proto.enrollment.v1.CancelEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.CreateEnrollmentRequest;
import io.firstclaim.proto.enrollment.v1.Enrollment;
import io.firstclaim.proto.enrollment.v1.EnrollmentServiceGrpc;
import io.firstclaim.proto.trust.v1.CreateTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.firstclaim.proto.trust.v1.TrustedService;
import io.grpc.Channel;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import java.util.UUID;

/// An account that has one of each thing and some more, with an administrator and a reader.
record Household(String adminKey, String readerKey, Channel admin, Channel reader, Belongings belongings) {
    private static final int CERTIFICATE_LIMIT = 10_000;
    private static final OddCa PUBLIC_MAKER = new OddCa("CN=a public maker");

    /// Moves in.
    static Household in(WatchedCore core, Random random) {
        return new MovingIn(core, random).all();
    }

    /// The steps of moving in.
    private static final class MovingIn {
        private final WatchedCore core;
        private final Random random;
        private final Map<Thing, String> things = new EnumMap<>(Thing.class);
        private final OddCa maker;
        private final String adminKey;
        private final Channel admin;

        MovingIn(WatchedCore core, Random random) {
            this.core = core;
            this.random = random;
            note(Thing.REQUEST_ID, word());
            maker = new OddCa(note(Thing.SUBJECT, "CN=" + word()));
            var made = core.platform().createAccount(CreateAccountRequest.newBuilder()
                    .setDisplayName(note(Thing.DISPLAY_NAME, word())).setTrustedCertificateLimit(CERTIFICATE_LIMIT)
                    .build());
            note(Thing.ACCOUNT_ID, made.getAccount().getId());
            adminKey = made.getApiKey();
            admin = core.channel(Caller.apiKey(adminKey));
        }

        Household all() {
            var readerKey = key();
            certificate();
            pending();
            claimed();
            preAssigned();
            blocked();
            denied();
            note(Thing.JOB_ID, Jobs.delete(admin, Belongings.identity(random), of(Thing.REQUEST_ID)));
            webhook();
            note(Thing.EVENT_ID, ClaimHistoryServiceGrpc.newBlockingStub(admin)
                    .listClaimEvents(ListClaimEventsRequest.getDefaultInstance()).getEvents(0).getId());
            return new Household(adminKey, readerKey, admin, core.channel(Caller.apiKey(readerKey)),
                    new Belongings(Map.copyOf(things)));
        }

        private String key() {
            var created = AccountServiceGrpc.newBlockingStub(admin).createApiKey(CreateApiKeyRequest.newBuilder()
                    .setName(note(Thing.KEY_NAME, word())).setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER)
                    .setRequestId(of(Thing.REQUEST_ID)).build());
            note(Thing.KEY_ID, created.getApiKey().getId());
            return created.getKeyText();
        }

        private void certificate() {
            var uploaded = TrustedCertificateServiceGrpc.newBlockingStub(admin)
                    .createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                            .setTrustedCertificate(TrustedCertificate.newBuilder()
                                    .setName(note(Thing.CERTIFICATE_NAME, word()))
                                    .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP)
                                    .setCertificate(note(Thing.CERTIFICATE, Pems.of(maker.certificate()))))
                            .setSignature(maker.proofFor(of(Thing.ACCOUNT_ID)))
                            .setRequestId(of(Thing.REQUEST_ID)).build())
                    .getTrustedCertificate();
            note(Thing.CERTIFICATE_ID, uploaded.getId());
            note(Thing.CERTIFICATE_FINGERPRINT, uploaded.getCertificateFingerprint());
        }

        private void pending() {
            var listed = enroll(note(Thing.PENDING_IDENTITY, Belongings.identity(random)), of(Thing.REQUEST_ID));
            note(Thing.PENDING_ID, listed.getId());
            for (int more = random.nextInt(1, 5); more > 0; more--) {
                enroll(Belongings.identity(random), "");
            }
        }

        private void claimed() {
            var device = maker.device(note(Thing.ENDPOINT_NAME, word()));
            var listed = enroll(note(Thing.CLAIMED_IDENTITY, device.enrollmentId()), "");
            note(Thing.CLAIMED_ID, listed.getId());
            note(Thing.DEVICE_ID, claim(device, of(Thing.ENDPOINT_NAME), "").getClaimed().getDeviceId());
            var _ = DeviceServiceGrpc.newBlockingStub(admin).updateDevice(UpdateDeviceRequest.newBuilder()
                    .setDevice(Device.newBuilder().setId(of(Thing.DEVICE_ID)).setName(note(Thing.DEVICE_NAME, word())))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("name")).build());
        }

        private void preAssigned() {
            var device = maker.device(note(Thing.PRE_ASSIGNED_NAME, word()));
            note(Thing.PRE_ASSIGNED_IDENTITY, device.enrollmentId());
            note(Thing.PRE_ASSIGNED_DEVICE_ID, claim(device, of(Thing.PRE_ASSIGNED_NAME), of(Thing.ACCOUNT_ID))
                    .getClaimed().getDeviceId());
        }

        private void blocked() {
            var name = word();
            var device = maker.device(name);
            var listed = enroll(note(Thing.BLOCKED_IDENTITY, device.enrollmentId()), "");
            var _ = claim(device, name, "").getClaimed().getDeviceId();
            var _ = EnrollmentServiceGrpc.newBlockingStub(admin)
                    .cancelEnrollment(CancelEnrollmentRequest.newBuilder().setId(listed.getId()).build());
        }

        /// Its maker's CA is public: every account has it, and none proved that it holds its key. The device asks for an account that there is not.
        private void denied() {
            var _ = TrustedCertificateServiceGrpc.newBlockingStub(admin)
                    .createTrustedCertificate(CreateTrustedCertificateRequest.newBuilder()
                            .setTrustedCertificate(TrustedCertificate.newBuilder().setName(word())
                                    .setService(TrustedService.TRUSTED_SERVICE_BOOTSTRAP).setEnrollmentMode(true)
                                    .setCertificate(Pems.of(PUBLIC_MAKER.certificate())))
                            .build());
            var device = PUBLIC_MAKER.device(note(Thing.DENIED_NAME, word()));
            enroll(note(Thing.DENIED_IDENTITY, device.enrollmentId()), "");
            var _ = claim(device, of(Thing.DENIED_NAME), "0".repeat(32)).getRefused();
            var history = ClaimHistoryServiceGrpc.newBlockingStub(admin);
            await("the denial is written").atMost(Limits.STEP).until(
                    () -> history.listRefusals(ListRefusalsRequest.getDefaultInstance()).getRefusalsCount() == 1);
            note(Thing.DENIAL_ID,
                    history.listRefusals(ListRefusalsRequest.getDefaultInstance()).getRefusals(0).getId());
        }

        private void webhook() {
            note(Thing.WEBHOOK_ID, WebhookServiceGrpc.newBlockingStub(admin).createWebhook(CreateWebhookRequest
                    .newBuilder().setWebhook(Webhook.newBuilder().setUrl("http://127.0.0.1:9/" + word())
                            .addEventTypes(ClaimEventType.CLAIM_EVENT_TYPE_UNBLOCKED))
                    .setRequestId(of(Thing.REQUEST_ID)).build()).getWebhook().getId());
        }

        private Enrollment enroll(String identity, String requestId) {
            return EnrollmentServiceGrpc.newBlockingStub(admin).createEnrollment(CreateEnrollmentRequest.newBuilder()
                    .setEnrollmentIdentity(identity).setRequestId(requestId).build()).getEnrollment();
        }

        private ClaimDeviceResponse claim(Identity device, String endpointName, String aid) {
            return core.edge().claimDevice(ClaimDeviceRequest.newBuilder().setRequestId(UUID.randomUUID().toString())
                    .addCertificateChain(ByteString.copyFrom(device.der())).setEndpointName(endpointName)
                    .setAccountId(aid)
                    .setPublicKey(ByteString.copyFrom(OddCa.newKeys().getPublic().getEncoded())).build());
        }

        private String word() {
            return Belongings.word(random, 12);
        }

        private String note(Thing thing, String value) {
            things.put(thing, value);
            return value;
        }

        private String of(Thing thing) {
            return new Belongings(things).of(thing);
        }
    }
}
