package io.firstclaim.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.firstclaim.simulator.DeviceEvent.Failed;
import io.firstclaim.simulator.DeviceEvent.Registered;
import io.firstclaim.simulator.ScriptedServer.Answer;
import io.firstclaim.simulator.ScriptedServer.Play;
import java.util.List;
import java.util.Map;
import org.eclipse.californium.core.coap.CoAP.ResponseCode;
import org.eclipse.californium.core.coap.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a standard device sends, takes and refuses.
class StandardDeviceTest extends EveryLinkTest {
    private static final String EP = "ep=" + DeviceFolder.NAME;

    @Test
    void itAsksForAPackFirstAndGoesOnWithoutOne() {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));

        awaitRegistered(powerOn(STANDARD));

        assertThat(cloud.bootstrap.requests).extracting(request -> request.getOptions().getUriPathString())
                .containsExactly("bspack", "bs");
        assertThat(cloud.bootstrap.queries("bs")).containsExactly(List.of(EP, "pct=112"));
        assertThat(cloud.bootstrap.requests).extracting(request -> request.getOptions().hasMaxAge())
                .containsOnly(false);
    }

    @Test
    void itSendsItsAccountOnceItsBootstrapUriHasIt() {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));
        SimulatedDevice device = powerOn(STANDARD);
        awaitRegistered(device);

        askForBootstrap();

        awaitEvent(Registered.class, 2);
        assertThat(cloud.bootstrap.queries("bs").get(1)).containsExactly(EP, "pct=112", "aid=" + TestCloud.ACCOUNT);
    }

    /// Makes the LwM2M server ask for a new bootstrap after the next request of the device, an UPDATE.
    private void askForBootstrap() {
        cloud.registration.next.add(new Answer(ResponseCode.CHANGED, "", List.of(),
                peer -> assertThat(peer.post("1/0/9")).isEqualTo(ResponseCode.CHANGED)));
        cloud.registration.next.add(Answer.of(ResponseCode.DELETED));
        update();
    }

    private void update() {
        try {
            device().update();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void itDeregistersBeforeItBootstrapsAgainOnRequest() {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));
        awaitRegistered(powerOn(STANDARD));

        askForBootstrap();

        awaitEvent(Registered.class, 2);
        assertThat(cloud.registration.requests).extracting(Request::getCode).extracting(Enum::name)
                .containsExactly("POST", "POST", "DELETE", "POST");
    }

    @Test
    void itsRegisterCarriesNoAccount() {
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));

        awaitRegistered(powerOn(STANDARD));

        assertThat(cloud.registration.queries("rd")).containsExactly(List.of(EP, "lt=3600", "lwm2m=1.1", "b=U"));
        assertThat(cloud.registration.requests("rd").getFirst().getOptions().getContentFormat()).isEqualTo(40);
    }

    @Test
    void itTakesNoWriteBeforeItIsLetIn() {
        cloud.bootstrap.beforeAnswering(peer -> assertThat(peer.delete("0")).isNull());
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));

        awaitRegistered(powerOn(STANDARD));
    }

    @Test
    void aServerThatDoesNotDiscoverLeavesTheBootstrapUriAsItWas() {
        cloud.bootstrap.always(Answer.letIn(peer -> {
            put(peer, "0/1", cloud.account(cloud.lwm2mCertificate()));
            put(peer, "1/0", TestCloud.serverObject());
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.CHANGED);
        }));

        DeviceView view = awaitRegistered(powerOn(STANDARD));

        assertThat(view.bootstrapUri()).isEqualTo(cloud.bootstrap.uri());
    }

    private static void put(ScriptedServer.Peer peer, String path, Map<Integer, byte[]> resources)
            throws InterruptedException {
        assertThat(peer.put(path, TestCloud.TLV, Tlvs.resources(resources))).isEqualTo(ResponseCode.CHANGED);
    }

    private void assertFinishNotAcceptable(Play writes, String why) {
        cloud.bootstrap.next.add(Answer.letIn(peer -> {
            writes.play(peer);
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.NOT_ACCEPTABLE);
        }));
        cloud.bootstrap.always(Answer.letIn(cloud.planS(0)));

        SimulatedDevice device = powerOn(STANDARD);

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo("Bootstrap failed: " + why);
        awaitRegistered(device);
    }

    @Test
    void planPMakesItLoseItsOwnBootstrapAccount() {
        assertFinishNotAcceptable(peer -> {
            assertThat(peer.delete("0")).isEqualTo(ResponseCode.DELETED);
            byte[] accounts = Tlvs
                    .instances(Map.of(0, cloud.account(cloud.lwm2mCertificate()), 1, cloud.bootstrapAccount()));
            assertThat(peer.put("0", TestCloud.TLV, accounts)).isEqualTo(ResponseCode.CHANGED);
            assertThat(peer.put("1", TestCloud.TLV, Tlvs.instances(Map.of(0, TestCloud.serverObject()))))
                    .isEqualTo(ResponseCode.CHANGED);
        }, "own bootstrap account has lost its keys");
    }

    @Test
    void aFinishWithoutAnLwm2mAccountIsNotAcceptable() {
        assertFinishNotAcceptable(peer -> put(peer, "1/0", TestCloud.serverObject()), "no LwM2M account");
    }

    @Test
    void aFinishWithoutAServerObjectIsNotAcceptable() {
        assertFinishNotAcceptable(peer -> put(peer, "0/1", cloud.account(cloud.lwm2mCertificate())),
                "no server object for short server id 1");
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5})
    void aFinishWithoutAKeyIsNotAcceptable(int missing) {
        Map<Integer, byte[]> account = cloud.account(cloud.lwm2mCertificate());
        account.remove(missing);
        assertFinishNotAcceptable(peer -> {
            put(peer, "0/1", account);
            put(peer, "1/0", TestCloud.serverObject());
        }, "resource " + missing + " is missing");
    }

    @Test
    void withoutTheCertificateUsageItExpectsThatVeryServerCertificate() {
        Map<Integer, byte[]> account = cloud.account(cloud.lwm2mCertificate());
        account.remove(15);
        cloud.bootstrap.always(Answer.letIn(peer -> {
            put(peer, "0/1", account);
            put(peer, "1/0", TestCloud.serverObject());
            assertThat(peer.post("bs")).isEqualTo(ResponseCode.CHANGED);
        }));

        powerOn(STANDARD);

        assertThat(awaitEvent(Failed.class).shown()).isEqualTo("Secure Connection Failed.");
        assertThat(cloud.registration.requests("rd")).isEmpty();
    }

    @Test
    void itTakesTlvAndItsUriAsTextOnly() {
        byte[] account = Tlvs.resources(cloud.account(cloud.lwm2mCertificate()));
        cloud.bootstrap.always(Answer.letIn(peer -> {
            assertThat(peer.put("0/1", 112, account)).isEqualTo(ResponseCode.UNSUPPORTED_CONTENT_FORMAT);
            assertThat(peer.put("0/1/0", TestCloud.TEXT, new byte[]{'x'})).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(peer.put("0/1", TestCloud.TLV, new byte[]{1, 2, 3})).isEqualTo(ResponseCode.BAD_REQUEST);
            assertThat(peer.put("5/0", TestCloud.TLV, account)).isEqualTo(ResponseCode.NOT_FOUND);
            assertThat(peer.delete("0/0")).isEqualTo(ResponseCode.BAD_REQUEST);
            cloud.planS(0).play(peer);
        }));

        awaitRegistered(powerOn(STANDARD));
    }
}
