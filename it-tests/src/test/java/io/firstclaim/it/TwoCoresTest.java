package io.firstclaim.it;

import static io.firstclaim.it.stack.MeterAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.firstclaim.api.Caller;
import io.firstclaim.it.stack.Limits;
import io.firstclaim.it.stack.Maker;
import io.firstclaim.it.stack.Meter;
import io.firstclaim.it.stack.Tenant;
import io.firstclaim.it.stack.TwoCores;
import io.firstclaim.proto.account.v1.AccountServiceGrpc;
import io.firstclaim.proto.account.v1.ApiKeyRole;
import io.firstclaim.proto.account.v1.CreateAccountRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyRequest;
import io.firstclaim.proto.account.v1.CreateApiKeyResponse;
import io.firstclaim.proto.account.v1.DeleteApiKeyRequest;
import io.firstclaim.proto.account.v1.GetAccountRequest;
import io.firstclaim.proto.claim.v1.ClaimHistoryServiceGrpc;
import io.firstclaim.proto.claim.v1.StreamClaimEventsRequest;
import io.firstclaim.proto.claim.v1.StreamClaimEventsResponse;
import io.firstclaim.proto.trust.v1.DeleteTrustedCertificateRequest;
import io.firstclaim.proto.trust.v1.TrustedCertificate;
import io.firstclaim.proto.trust.v1.TrustedCertificateServiceGrpc;
import io.grpc.Channel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two cores on one database: what one is told the other knows, and what one leaves undone the other does.
class TwoCoresTest {
    private static final int DEVICES = 24;

    @TempDir
    static Path folder;

    static TwoCores cores;
    static TwoCores.Side first;
    static TwoCores.Side second;
    static TwoCores.Side both;

    @BeforeAll
    static void start() throws Exception {
        cores = TwoCores.start(folder);
        first = cores.side(0);
        second = cores.side(1);
        both = cores.both(1);
    }

    @AfterAll
    static void stop() {
        cores.close();
    }

    @Test
    void coresThatStartTogetherOnAnEmptyDatabaseMakeOneKeyAndOneOfEachCa() {
        assertThat(cores.keys()).hasSize(1);
        assertThat(cores.core(0).coreCaCertificate()).isEqualTo(cores.core(1).coreCaCertificate());
        assertThat(cores.core(0).serverCaCertificate()).isEqualTo(cores.core(1).serverCaCertificate());
    }

    @Test
    void aKeyThatIsRevokedAtOneIsRefusedByTheOtherAndItsStreamThereEnds() {
        Tenant acme = first.tenant(CreateAccountRequest.newBuilder().setDisplayName("Acme"));
        CreateApiKeyResponse made = keysOf(acme).createApiKey(CreateApiKeyRequest.newBuilder()
                .setName("another").setRole(ApiKeyRole.API_KEY_ROLE_ACCOUNT_READER).build());
        Channel elsewhere = second.channel(Caller.apiKey(made.getKeyText()));
        Iterator<StreamClaimEventsResponse> stream = ClaimHistoryServiceGrpc.newBlockingStub(elsewhere)
                .streamClaimEvents(StreamClaimEventsRequest.getDefaultInstance());
        assertThat(stream.next().getPosition()).isZero();
        CompletableFuture<Boolean> next = CompletableFuture.supplyAsync(stream::hasNext);

        keysOf(acme).deleteApiKey(DeleteApiKeyRequest.newBuilder().setId(made.getApiKey().getId()).build());

        assertThatThrownBy(() -> AccountServiceGrpc.newBlockingStub(elsewhere)
                .getAccount(GetAccountRequest.getDefaultInstance())).satisfies(TwoCoresTest::isUnauthenticated);
        assertThat(next).failsWithin(Limits.STEP).withThrowableThat().havingCause()
                .satisfies(TwoCoresTest::isUnauthenticated);
    }

    @Test
    void aCaThatIsUploadedAtOneDecidesAtTheEdgeOfTheOtherUntilItIsDeletedThere() {
        Tenant acme = first.tenant(CreateAccountRequest.newBuilder().setDisplayName("Acme"));
        Maker maker = new Maker(second, "Second's maker", folder.resolve("maker-ca"));
        Meter early = maker.makes("early");
        early.powerOn();
        assertThat(early).shows("Secure Connection Failed.");

        TrustedCertificate ca = acme.trusts(maker);
        acme.enroll(early.enrollmentId());
        assertThat(early).isRegisteredTo(acme);

        Meter late = maker.makes("late");
        acme.enroll(late.enrollmentId());
        TrustedCertificateServiceGrpc.newBlockingStub(first.channel(Caller.apiKey(acme.apiKey())))
                .deleteTrustedCertificate(DeleteTrustedCertificateRequest.newBuilder().setId(ca.getId()).build());
        late.powerOn();
        assertThat(late).shows("Secure Connection Failed.");
        assertThat(late).hasNeverBeenLetIn();
    }

    @Test
    void whenOneIsLostInTheMiddleOfBootstrapsAllDevicesAreClaimedAllTheSame() {
        Tenant acme = both.tenant(CreateAccountRequest.newBuilder().setDisplayName("Acme"));
        Maker maker = new Maker(both, "Everybody's maker", folder.resolve("maker-loss"));
        acme.trusts(maker);
        List<String> names = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            names.add("meter-" + i);
        }
        List<Meter> meters = maker.makesAll(names);
        meters.forEach(meter -> acme.enroll(meter.enrollmentId()));
        try {
            meters.forEach(Meter::powerOn);
            await().atMost(Limits.START).until(() -> !acme.devices().isEmpty());
            cores.gate(0).shut();
            for (Meter meter : meters) {
                assertThat(meter).isRegisteredTo(acme);
            }
            assertThat(acme.devices()).hasSize(DEVICES);
        } finally {
            cores.gate(0).open();
        }
    }

    private static AccountServiceGrpc.AccountServiceBlockingStub keysOf(Tenant tenant) {
        return AccountServiceGrpc.newBlockingStub(first.channel(Caller.apiKey(tenant.apiKey())));
    }

    private static void isUnauthenticated(Throwable failure) {
        assertThat(failure).isInstanceOfSatisfying(StatusRuntimeException.class,
                refused -> assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED));
    }
}
